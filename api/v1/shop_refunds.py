"""GET /shop/refunds: money of the shop's orders that goes or went back."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers

from api.paging import PageQuery, page, page_of
from api.problems import NotValid
from api.schema import refuses
from api.v1.shop_refund_shapes import OrderRefund
from api.views import OfShop
from orders.models import Order
from payments.models import Refund


class ShopRefundShape(OrderRefund):
    order = serializers.CharField(source="of.number")


class ShopRefundsQuery(PageQuery):
    state = serializers.ChoiceField(Refund.State.choices, required=False)


EXAMPLE = {
    "currency": "CNY",
    "order": "7QK2M0XW4T9B",
    "number": "R311-1",
    "state": "succeeded",
    "cause": "after-sale",
    "amount_fen": 8800,
    "own_fen": 0,
    "created_at": "2026-03-06T11:00:00Z",
    "paid_back_at": "2026-03-06T11:00:09Z",
}


def _shown(refunds):
    """With their orders, in one query."""
    orders = Order.objects.by_subject(refund.subject for refund in refunds)
    for refund in refunds:
        refund.of = orders[refund.subject]
    return ShopRefundShape(refunds, many=True).data


class ShopRefunds(OfShop):
    resource = "refunds"

    @extend_schema(
        summary="Refunds of the shop's orders, newest first",
        parameters=[ShopRefundsQuery],
        responses=page_of(ShopRefundShape, "ShopRefundPage"),
        examples=[OpenApiExample("After-sale", value={"items": [EXAMPLE], "next": None}, response_only=True)],
    )
    @refuses(NotValid)
    def get(self, request):
        query = ShopRefundsQuery.read(request)
        asked = {"state": query["state"]} if "state" in query else {}
        refunds = Refund.objects.filter(payment__shop=self.shop, subject__startswith="order:", **asked)
        return page(refunds, query, _shown)
