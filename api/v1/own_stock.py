"""POST /shop/stock-updates: what a merchant's program has counted, while sales go on."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.bodies import Body
from api.callers import actor
from api.fields import Whole
from api.v1.own_updates import DONE, MOST, PROBLEM, UpdatedShape, UpdateItem, one_of, told
from api.views import OfShop
from shops import counting
from shops.imports.cells import MAX_STOCK


class StockItem(UpdateItem):
    stock = Whole(min_value=0, max_value=MAX_STOCK, required=False, help_text="What was counted.")
    change = Whole(
        min_value=-MAX_STOCK, max_value=MAX_STOCK, required=False, help_text="How many more, or fewer."
    )
    expected = Whole(
        min_value=0,
        max_value=MAX_STOCK,
        required=False,
        help_text="What you believe to be in stock; if something else is, nothing is changed (`stock-changed`).",
    )

    def validate(self, data):
        one_of(data, "stock", "change")
        return super().validate(data)


class StockBody(Body):
    items = StockItem(many=True, min_length=1, max_length=MOST)


class CountedShape(UpdatedShape):
    stock = serializers.IntegerField(allow_null=True, help_text="What is in stock after all of the items.")


class StockUpdates(serializers.Serializer):
    items = CountedShape(many=True)


REFUSED = {"variant": 22, "sku": "", "result": "refused", "problem": PROBLEM}


class OwnStockUpdates(OfShop):
    http_method_names = ["post"]
    resource = "products"

    @extend_schema(
        summary="Set or change the stock of up to 1,000 variants",
        description=(
            "Each item has its own answer, in the order of the request; one that is refused stops no other. Items that"
            " name the same variant count one after the other. `stock` is what was counted and replaces what was"
            " there; with `expected` only if nothing was sold since. `change` is safe beside sales by itself. Stock"
            " never goes below 0."
        ),
        request=StockBody,
        responses=StockUpdates,
        examples=[
            OpenApiExample(
                "Counted, and two broken",
                value={
                    "items": [
                        {"sku": "LJ-2026-TIN", "stock": 40, "expected": 12},
                        {"variant": 22, "change": -2},
                    ]
                },
                request_only=True,
            ),
            OpenApiExample(
                "One of each",
                value={"items": [DONE | {"stock": 40}, REFUSED | {"stock": None}]},
                response_only=True,
            ),
        ],
    )
    def post(self, request):
        items = StockBody.read(request).validated_data["items"]
        outcomes = counting.count(
            [counting.Count(**item) for item in items], shop=self.shop, by=actor(request)
        )
        return Response({"items": told(items, outcomes, "stock")})
