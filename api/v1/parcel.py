"""GET /gifts/{code}/parcel: the recipient, or a guest with the receipt, follows the parcel."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.callers import Caller
from api.fields import Moment
from api.problems import NotFound
from api.proof import shown
from api.schema import refuses
from api.v1 import examples
from api.v1.shapes import Goods, Masked, ShopRef, Tracking
from api.views import View
from gifts import access
from gifts.access import Role
from gifts.refusals import AlreadyAccepted, LinkReplaced


class ParcelShape(serializers.Serializer):
    code = serializers.CharField()
    goods = Goods(source="order.line")
    shop = ShopRef(source="order.shop")
    shipping = Tracking(source="order")
    deliver_to = Masked(source="order.delivery.masked")
    address_locked_until = Moment(source="order.locked_until", allow_null=True)


class Parcel(View):
    callers = frozenset({Caller.PERSON, Caller.GUEST})
    resource = "gifts"
    secrets = ("giftReceipt",)

    @extend_schema(
        summary="The parcel of a gift that you accepted",
        responses=ParcelShape,
        examples=[examples.shown("To be shipped", examples.PARCEL)],
    )
    @refuses(AlreadyAccepted, LinkReplaced, NotFound)
    def get(self, request, code):
        gift, role = access.to_follow(request, code, **shown(request))
        if role is Role.GIVER:
            raise NotFound
        return Response(ParcelShape(gift).data)
