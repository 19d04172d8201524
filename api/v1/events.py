"""GET /events: what happened, in order, from the first event on; GET /events/{id}: one of them."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api import kinds
from api.bodies import Query
from api.fields import Moment
from api.paging import LONGEST, PAGE, Cursor
from api.problems import NotFound, NotValid
from api.schema import refuses
from api.views import OfPartner


class EventData(serializers.Serializer):
    """Codes, numbers and ids of what to read now; those that the type has."""

    gift = serializers.CharField(required=False, help_text="The code of a gift that your customer gives.")
    order = serializers.CharField(required=False, help_text="The number of an order of your shop.")
    after_sale = serializers.CharField(required=False, help_text="The number of one of its after-sales.")
    refund = serializers.CharField(required=False, help_text="The number of one of its refunds.")
    shop = serializers.CharField(required=False, help_text="The code of your shop.")
    sharer = serializers.IntegerField(required=False, help_text="The id of one of its sharers.")
    endpoint = serializers.IntegerField(required=False, help_text="The id of a webhook endpoint.")


class EventShape(serializers.Serializer):
    """The same `id` and `data` as in a webhook."""

    id = serializers.IntegerField()
    type = serializers.ChoiceField(kinds.CHOICES)
    occurred_at = Moment()
    data = EventData()


class EventPage(serializers.Serializer):
    items = EventShape(many=True)
    next = serializers.CharField(help_text="Pass it as `after`, also when there is nothing new yet.")


class After(Cursor):
    names = "after"


class EventsQuery(Query):
    after = After(required=False, default=0, help_text="`next` of the page before; without it, all there is.")
    type = serializers.ChoiceField(kinds.CHOICES, required=False)
    limit = serializers.IntegerField(
        min_value=1, max_value=LONGEST, required=False, default=PAGE, help_text="Rows of a page."
    )


SHIPPED = {
    "id": 1841,
    "type": "order.shipped",
    "occurred_at": "2026-03-01T08:30:00.123456Z",
    "data": {"order": "7QK2M0XW4T9B"},
}


class Events(OfPartner):
    resource = "events"

    @extend_schema(
        summary="What happened, in order",
        description=(
            "Oldest first, from the first event since you are a partner. `next` is always there: keep it, and ask"
            " again with it later; nothing is left out or told twice. Data are thin: read what they name."
        ),
        parameters=[EventsQuery],
        responses=EventPage,
        examples=[
            OpenApiExample("One", value={"items": [SHIPPED], "next": "YWZ0ZXI6MTg0MQ=="}, response_only=True)
        ],
    )
    @refuses(NotValid)
    def get(self, request):
        query = EventsQuery.read(request)
        rows = self.partner.events.filter(pk__gt=query["after"]).order_by("pk")
        if "type" in query:
            rows = rows.filter(type=query["type"])
        found = list(rows[: query["limit"]])
        last = found[-1].pk if found else query["after"]
        return Response({"items": EventShape(found, many=True).data, "next": After.at(last)})


class Event(OfPartner):
    resource = "events"

    @extend_schema(
        summary="One event",
        responses=EventShape,
        examples=[OpenApiExample("A parcel", value=SHIPPED, response_only=True)],
    )
    @refuses(NotFound)
    def get(self, request, id):
        return Response(EventShape(get_object_or_404(self.partner.events, pk=id)).data)
