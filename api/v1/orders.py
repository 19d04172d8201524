"""GET /orders and /orders/{number}: what one has bought for oneself. A gift's order is shown as the gift."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.fields import Moment
from api.paging import PageQuery, page, page_of
from api.problems import NotFound, NotValid
from api.schema import refuses
from api.v1 import examples
from api.v1.shapes import (
    Amount,
    Goods,
    Masked,
    PaymentShape,
    RefundShape,
    ShopRef,
    Tracking,
    with_refunds,
)
from api.views import View
from orders import models


class LineShape(Goods):
    quantity = serializers.IntegerField()
    unit_price_fen = serializers.IntegerField()


class OrderShape(serializers.Serializer):
    number = serializers.CharField()
    state = serializers.ChoiceField(models.Order.State.choices)
    wechat_code = serializers.IntegerField(help_text="The state's number in 微信小店.")
    shop = ShopRef()
    lines = LineShape(many=True)
    amount = Amount(source="*")
    placed_at = Moment()
    paid_at = Moment(allow_null=True)
    closed_at = Moment(allow_null=True)


class OrderDetail(OrderShape):
    note = serializers.CharField(allow_blank=True)
    deliver_to = Masked(source="delivery.masked")
    payment = PaymentShape()
    refunds = RefundShape(source="shown_refunds", many=True)
    shipping = serializers.SerializerMethodField()

    def get_shipping(self, order) -> Tracking(allow_null=True):
        waiting = {order.State.PENDING_PAYMENT, order.State.CANCELLED}
        return None if order.state in waiting else Tracking(order).data


def _own(request):
    own = models.Order.objects.filter(owner=request.user, kind=models.Order.Kind.OWN)
    return own.select_related("shop").with_lines()


class Orders(View):
    resource = "orders"

    @extend_schema(
        summary="Your own orders, newest first",
        parameters=[PageQuery],
        responses=page_of(OrderShape, "OrderPage"),
        examples=[examples.listed("Orders", examples.ORDER)],
    )
    @refuses(NotValid)
    def get(self, request):
        return page(_own(request), PageQuery.read(request), lambda rows: OrderShape(rows, many=True).data)


class Order(View):
    resource = "orders"

    @extend_schema(
        summary="One of your own orders",
        responses=OrderDetail,
        examples=[examples.shown("To be shipped", examples.ORDER_WHOLE)],
    )
    @refuses(NotFound)
    def get(self, request, number):
        orders = _own(request).select_related("payment", "shipment", "delivery")
        order = get_object_or_404(orders, number=number)
        with_refunds([order])
        return Response(OrderDetail(order).data)
