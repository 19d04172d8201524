"""POST /shop/price-updates: many prices at once."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.response import Response

from api.bodies import Body
from api.callers import actor
from api.fields import Priced, Whole
from api.v1.own_updates import DONE, MOST, UpdatedShape, UpdateItem, told
from api.views import OfShop
from shops import pricing
from shops.imports.cells import MAX_PRICE_FEN

COLUMNS = ("price_fen", "compare_at_fen")
CURRENCY = {"currency": "CNY"}


class PriceItem(UpdateItem):
    price_fen = Whole(max_value=MAX_PRICE_FEN, required=False)
    compare_at_fen = Whole(
        max_value=MAX_PRICE_FEN, required=False, allow_null=True, help_text="The struck-through price."
    )

    def validate(self, data):
        if not data.keys() & set(COLUMNS):
            raise ValidationError(ErrorDetail(_("Please say a price."), code="required"))
        return super().validate(data)


class PriceBody(Body):
    items = PriceItem(many=True, min_length=1, max_length=MOST)


class RepricedShape(UpdatedShape, Priced):
    price_fen = serializers.IntegerField(allow_null=True)
    compare_at_fen = serializers.IntegerField(allow_null=True)


class PriceUpdates(serializers.Serializer):
    items = RepricedShape(many=True)


def _price(item):
    columns = {name: item[name] for name in COLUMNS if name in item}
    return pricing.Price(variant=item.get("variant"), sku=item.get("sku", ""), columns=columns)


PRICED = DONE | CURRENCY | {"price_fen": 9800, "compare_at_fen": 11800}
UNKNOWN = {
    "variant": None,
    "sku": "LJ-2019",
    "result": "refused",
    "problem": {
        "type": "/problems/variant-unknown",
        "title": "The shop has no such variant",
        "status": 404,
        "detail": "",
        "code": "variant-unknown",
    },
    "currency": "CNY",
    "price_fen": None,
    "compare_at_fen": None,
}


class OwnPriceUpdates(OfShop):
    http_method_names = ["post"]
    resource = "products"

    @extend_schema(
        summary="Set the prices of up to 1,000 variants",
        description=(
            "Each item has its own answer, in the order of the request; one that is refused stops no other. What is"
            " not named stays; `compare_at_fen` null takes the struck-through price away. Orders keep the price they"
            " were placed at."
        ),
        request=PriceBody,
        responses=PriceUpdates,
        examples=[
            OpenApiExample(
                "A price struck through, and one of nothing",
                value={
                    "items": [
                        {"sku": "LJ-2026-TIN", "price_fen": 9800, "compare_at_fen": 11800},
                        {"sku": "LJ-2019", "price_fen": 100},
                    ]
                },
                request_only=True,
            ),
            OpenApiExample("One of each", value={"items": [PRICED, UNKNOWN]}, response_only=True),
        ],
    )
    def post(self, request):
        items = PriceBody.read(request).validated_data["items"]
        outcomes = pricing.price(list(map(_price, items)), shop=self.shop, by=actor(request))
        return Response({"items": [row | CURRENCY for row in told(items, outcomes, *COLUMNS)]})
