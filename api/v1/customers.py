"""GET and DELETE /customers/{external_id}: somebody for whom the partner sends gifts."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.erasure import erase
from api.fields import Moment
from api.models import Customer as Row
from api.problems import NotFound
from api.schema import refuses
from api.views import OfPartner


class CustomerShape(serializers.Serializer):
    external_id = serializers.CharField()
    nickname = serializers.CharField(source="user.nickname", allow_blank=True)
    created_at = Moment()


EXAMPLE = {"external_id": "crm-42", "nickname": "小明", "created_at": "2026-03-01T08:30:00Z"}


class Customer(OfPartner):
    """A customer is made by the first gift."""

    http_method_names = ["get", "head", "delete"]
    resource = "gifts"

    def _own(self, external_id):
        return get_object_or_404(
            Row.objects.select_related("user"), partner=self.partner, external_id=external_id
        )

    @extend_schema(
        summary="A customer of yours",
        responses=CustomerShape,
        examples=[OpenApiExample("Ming", value=EXAMPLE, response_only=True)],
    )
    @refuses(NotFound)
    def get(self, request, external_id):
        return Response(CustomerShape(self._own(external_id)).data)

    @extend_schema(
        summary="Forget a customer",
        description="Nickname and id are erased for good; what was paid stays on the books without them. Gifts that "
        "wait to be accepted go on.",
        responses={204: None},
    )
    @refuses(NotFound)
    def delete(self, request, external_id):
        erase(user=self._own(external_id).user)
        return Response(status=204)
