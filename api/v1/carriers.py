"""GET /carriers: who carries parcels."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.views import Public
from orders.models import Carrier


class CarrierShape(serializers.Serializer):
    code = serializers.ChoiceField(Carrier.values, source="value")
    name = serializers.CharField(source="label")


class CarrierList(serializers.Serializer):
    items = CarrierShape(many=True)


EXAMPLE = {"items": [{"code": "SF", "name": "顺丰速运"}, {"code": "ZTO", "name": "中通快递"}]}


class Carriers(Public):
    @extend_schema(
        summary="Who carries parcels",
        responses=CarrierList,
        examples=[OpenApiExample("Two of them", value=EXAMPLE, response_only=True)],
    )
    def get(self, request):
        return Response({"items": CarrierShape(Carrier, many=True).data})
