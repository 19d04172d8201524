"""GET /shop/orders and /shop/orders/{number}: what the shop sold, and what it has to do about it."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.fields import Moment
from api.paging import PageQuery, page, page_of
from api.problems import NotFound, NotValid
from api.schema import refuses
from api.v1.shop_order_shapes import EXAMPLE, EXAMPLE_DETAIL, ShopOrderDetail, ShopOrderShape
from api.views import OfShop
from orders.models import Order

TIMES = {"placed_from": "placed_at__gte", "placed_to": "placed_at__lt"}


class ShopOrdersQuery(PageQuery):
    state = serializers.ChoiceField(Order.State.choices, required=False)
    kind = serializers.ChoiceField(Order.Kind.choices, required=False)
    placed_from = Moment(required=False, help_text="From this moment on.")
    placed_to = Moment(required=False, help_text="Before this moment.")


def orders_of(shop):
    """With all that is shown of one."""
    return Order.objects.filter(shop=shop).select_related("shipment").with_lines()


class ShopOrders(OfShop):
    resource = "orders"

    @extend_schema(
        summary="The shop's orders, newest first",
        description="Without addresses: they are in the order itself, while it has to be shipped.",
        parameters=[ShopOrdersQuery],
        responses=page_of(ShopOrderShape, "ShopOrderPage"),
        examples=[OpenApiExample("Gift", value={"items": [EXAMPLE], "next": None}, response_only=True)],
    )
    @refuses(NotValid)
    def get(self, request):
        query = ShopOrdersQuery.read(request)
        asked = {name: query[name] for name in ("state", "kind") if name in query}
        asked |= {lookup: query[name] for name, lookup in TIMES.items() if name in query}
        found = orders_of(self.shop).filter(**asked)
        return page(found, query, lambda rows: ShopOrderShape(rows, many=True).data)


class ShopOrder(OfShop):
    resource = "orders"

    @extend_schema(
        summary="One of the shop's orders",
        description="The address, and of a gift the words of its card, only while it has to be shipped.",
        responses=ShopOrderDetail,
        examples=[OpenApiExample("Gift", value=EXAMPLE_DETAIL, response_only=True)],
    )
    @refuses(NotFound)
    def get(self, request, number):
        found = orders_of(self.shop).select_related("delivery")
        return Response(ShopOrderDetail(get_object_or_404(found, number=number)).data)
