"""POST /shop/orders/{number}/withdrawal: the shop cannot deliver."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.response import Response

from api.bodies import Body
from api.fields import Whole
from api.problems import NotFound
from api.schema import refuses
from api.v1.shop_order_shapes import EXAMPLE_DETAIL, ShopOrderDetail
from api.v1.shop_orders import orders_of
from api.views import OfShop
from giftshop.refusals import IllegalTransition
from orders import fulfilment
from orders.models import Order


class WithdrawalBody(Body):
    stock_left = Whole(
        min_value=0, max_value=2**31 - 1, help_text="Of the variant, as counted: its stock from now on."
    )


WITHDRAWN = EXAMPLE_DETAIL | {
    "state": "refunded",
    "wechat_code": 200,
    "closed_at": "2026-03-01T09:10:00Z",
    "closed_because": "withdrawn",
    "deliver_to": None,
    "card": None,
    "refunds": [
        {
            "currency": "CNY",
            "number": "R311-1",
            "state": "created",
            "cause": "withdrawn",
            "amount_fen": 8800,
            "own_fen": 0,
            "created_at": "2026-03-01T09:10:00Z",
            "paid_back_at": None,
        }
    ],
}


class ShopOrderWithdrawal(OfShop):
    resource = "orders"

    @extend_schema(
        summary="Withdraw an order that cannot be delivered",
        description="Only while it has to be shipped. Whoever paid gets everything back.",
        request=WithdrawalBody,
        responses={201: ShopOrderDetail},
        examples=[
            OpenApiExample("Sold out", value={"stock_left": 0}, request_only=True),
            OpenApiExample("Sold out", value=WITHDRAWN, response_only=True),
        ],
    )
    @refuses(NotFound, IllegalTransition)
    def post(self, request, number):
        order = get_object_or_404(Order, number=number, shop=self.shop)
        wishes = WithdrawalBody.read(request).validated_data
        fulfilment.withdraw(order.pk, program=self.program, **wishes)
        shown = orders_of(self.shop).select_related("delivery").get(pk=order.pk)
        return Response(ShopOrderDetail(shown).data, status=201)
