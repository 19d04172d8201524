"""GET /shop/after-sales and /shop/after-sales/{number}: what the shop was asked, and how each stands."""

from typing import Literal, get_args

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.fields import Moment, Priced
from api.paging import PageQuery, page, page_of
from api.problems import NotFound, NotValid
from api.schema import refuses
from api.v1.shop_order_shapes import ParcelSent
from api.views import OfShop
from orders.models import AfterSale

# A proposal is between a gift's giver and its recipient.
State = Literal[
    "requested", "approved", "returning", "rejected", "appealed", "refunded", "withdrawn", "closed"
]


class ShopAfterSaleShape(Priced):
    number = serializers.CharField()
    order = serializers.CharField(source="order.number")
    kind = serializers.ChoiceField(AfterSale.Kind.choices)
    state = serializers.SerializerMethodField()
    wechat_code = serializers.CharField(help_text="The state's name in 微信小店.")
    reason = serializers.ChoiceField(AfterSale.Reason.choices)
    amount_fen = serializers.IntegerField(help_text="Goods and freight that are asked for.")
    goods_fen = serializers.IntegerField()
    freight_fen = serializers.IntegerField()
    merchant_at_fault = serializers.BooleanField()
    due_at = Moment(allow_null=True, help_text="When the state ends by itself.")
    requested_at = Moment()
    answered_at = Moment(allow_null=True)
    ended_at = Moment(allow_null=True)

    def get_state(self, aftersale) -> State:
        return aftersale.state


class ShopAfterSaleDetail(ShopAfterSaleShape):
    words = serializers.CharField(allow_blank=True, help_text="Of whoever asks.")
    rejection = serializers.CharField(allow_blank=True, help_text="Why the shop said no.")
    appeal = serializers.CharField(allow_blank=True, help_text="Words to the operator.")
    verdict = serializers.CharField(allow_blank=True, help_text="Why the operator said no.")
    parcel_back = serializers.SerializerMethodField()
    kept_back = serializers.BooleanField(help_text="The order's money was divided, all but this.")
    program = serializers.CharField(allow_blank=True, help_text="The application that answered last.")
    posted_at = Moment(allow_null=True)
    received_at = Moment(allow_null=True)
    appealed_at = Moment(allow_null=True)
    decided_at = Moment(allow_null=True, help_text="By the operator.")

    def get_parcel_back(self, aftersale) -> ParcelSent(allow_null=True):
        return ParcelSent(aftersale).data if aftersale.tracking_number else None


class ShopAfterSalesQuery(PageQuery):
    state = serializers.ChoiceField(get_args(State), required=False)


EXAMPLE = {
    "currency": "CNY",
    "number": "Q5W8XN2T0KMB",
    "order": "7QK2M0XW4T9B",
    "kind": "refund",
    "state": "requested",
    "wechat_code": "MERCHANT_PROCESSING",
    "reason": "damaged",
    "amount_fen": 8800,
    "goods_fen": 8800,
    "freight_fen": 0,
    "merchant_at_fault": True,
    "due_at": "2026-03-08T10:00:00Z",
    "requested_at": "2026-03-06T10:00:00Z",
    "answered_at": None,
    "ended_at": None,
}
EXAMPLE_DETAIL = EXAMPLE | {
    "words": "壶嘴缺了一角",
    "rejection": "",
    "appeal": "",
    "verdict": "",
    "parcel_back": None,
    "kept_back": False,
    "program": "",
    "posted_at": None,
    "received_at": None,
    "appealed_at": None,
    "decided_at": None,
}


def aftersales_of(shop):
    asked = AfterSale.objects.filter(order__shop=shop, requested_at__isnull=False)
    return asked.select_related("order")


class ShopAfterSales(OfShop):
    resource = "after-sales"

    @extend_schema(
        summary="The shop's after-sales, newest first",
        description="`requested` and `returning` wait for the shop until `due_at`; silence then says yes.",
        parameters=[ShopAfterSalesQuery],
        responses=page_of(ShopAfterSaleShape, "ShopAfterSalePage"),
        examples=[OpenApiExample("Damaged", value={"items": [EXAMPLE], "next": None}, response_only=True)],
    )
    @refuses(NotValid)
    def get(self, request):
        query = ShopAfterSalesQuery.read(request)
        found = aftersales_of(self.shop)
        if "state" in query:
            found = found.filter(state=query["state"])
        return page(found, query, lambda rows: ShopAfterSaleShape(rows, many=True).data)


class ShopAfterSale(OfShop):
    resource = "after-sales"

    @extend_schema(
        summary="One of the shop's after-sales",
        responses=ShopAfterSaleDetail,
        examples=[OpenApiExample("Damaged", value=EXAMPLE_DETAIL, response_only=True)],
    )
    @refuses(NotFound)
    def get(self, request, number):
        found = get_object_or_404(aftersales_of(self.shop), number=number)
        return Response(ShopAfterSaleDetail(found).data)
