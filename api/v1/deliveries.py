"""The log of a webhook endpoint, and posting something again."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.bodies import Nothing
from api.fields import Moment
from api.models import Attempt, Delivery
from api.paging import PageQuery, page, page_of
from api.problems import NotFound, NotValid
from api.refusals import EndpointDisabled
from api.schema import refuses
from api.v1 import examples
from api.v1.events import SHIPPED, EventShape
from api.v1.webhook_endpoints import OfApplication


class AttemptShape(serializers.Serializer):
    at = Moment()
    status = serializers.IntegerField(allow_null=True, help_text="Of your answer; null: there was none.")
    error = serializers.CharField(allow_blank=True, help_text="Why there was none, in one word.")
    duration_ms = serializers.IntegerField()


class DeliveryShape(serializers.Serializer):
    id = serializers.IntegerField()
    state = serializers.ChoiceField(
        Delivery.State.choices,
        help_text="`failed`: given up after the last try. `dropped`: the endpoint was disabled before it came.",
    )
    event = EventShape()
    attempts = AttemptShape(many=True, source="log", help_text="The last 20, newest first.")
    next_try_at = serializers.SerializerMethodField()

    def get_next_try_at(self, delivery) -> Moment(allow_null=True):
        waits = delivery.state == Delivery.State.WAITING
        return Moment().to_representation(delivery.next_try_at) if waits else None


class DeliveriesQuery(PageQuery):
    state = serializers.ChoiceField(Delivery.State.choices, required=False)


DELIVERY = {
    "id": 977,
    "state": "waiting",
    "event": SHIPPED,
    "attempts": [{"at": "2026-03-01T08:30:02.000000Z", "status": 503, "error": "", "duration_ms": 212}],
    "next_try_at": "2026-03-01T08:30:07.300000Z",
}
SHOWN = 20


def _with_log(deliveries):
    """Each with its `log`."""
    newest = Attempt.objects.order_by("-pk")
    return deliveries.select_related("event").prefetch_related(
        Prefetch("attempts", newest[:SHOWN], to_attr="log")
    )


class Deliveries(OfApplication):
    @extend_schema(
        summary="What was delivered to an endpoint, newest first",
        description="Kept for 30 days after it ended.",
        parameters=[DeliveriesQuery],
        responses=page_of(DeliveryShape, "DeliveryPage"),
        examples=[OpenApiExample("One", value={"items": [DELIVERY], "next": None}, response_only=True)],
    )
    @refuses(NotFound, NotValid)
    def get(self, request, id):
        rows = _with_log(self.endpoint(id).deliveries)
        query = DeliveriesQuery.read(request)
        if "state" in query:
            rows = rows.filter(state=query["state"])
        return page(rows, query, lambda rows: DeliveryShape(rows, many=True).data)


class Redelivery(OfApplication):
    http_method_names = ["post"]

    @extend_schema(
        summary="Deliver something again",
        description="Now, whatever became of it, and then by the whole schedule, with the same `webhook-id`.",
        request=None,
        responses={202: DeliveryShape},
        examples=[examples.shown("Waiting", DELIVERY, 202)],
    )
    @refuses(NotFound, EndpointDisabled)
    def post(self, request, id, delivery):
        Nothing.read(request)
        rows = self.endpoint(id).deliveries
        get_object_or_404(rows, pk=delivery).again()
        return Response(DeliveryShape(_with_log(rows).get(pk=delivery)).data, status=202)
