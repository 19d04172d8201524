"""GET and PATCH /shop: how the partner's own shop trades."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.lines import validate_line
from accounts.provinces import PROVINCES
from api.bodies import Body
from api.callers import actor
from api.fields import Flag, Moment, Text, Whole
from api.v1.shops import EXAMPLE as PUBLIC
from api.v1.shops import ShopShape
from api.views import OfShop
from shops.imports.cells import MAX_PRICE_FEN
from shops.models.shop import STATES


class OwnShopShape(ShopShape):
    state = serializers.ChoiceField(STATES, help_text="Shoppers see the shop while it is `active`.")
    closed_words = serializers.CharField(allow_blank=True)
    created_at = Moment()


class OwnShopBody(Body):
    open = Flag(required=False)
    closed_words = Text(required=False, allow_blank=True, max_length=60, validators=[validate_line])
    gifting = Flag(required=False)
    freight_fen = Whole(required=False, min_value=0, max_value=MAX_PRICE_FEN)
    gift_freight_fen = Whole(required=False, min_value=0, max_value=MAX_PRICE_FEN)
    refuses_provinces = serializers.ListField(
        child=serializers.ChoiceField(PROVINCES), required=False, max_length=len(PROVINCES)
    )


ASKED = {"open": False, "closed_words": "春节休息，初八见"}
ANSWERED = PUBLIC | {"state": "active", "created_at": "2026-01-05T02:00:00Z"}


class OwnShop(OfShop):
    http_method_names = ["get", "head", "patch"]
    resource = "shop"

    @extend_schema(
        summary="Your shop",
        responses=OwnShopShape,
        examples=[OpenApiExample("Closed", value=ANSWERED, response_only=True)],
    )
    def get(self, request):
        return Response(OwnShopShape(self.shop).data)

    @extend_schema(
        summary="Open or close your shop, switch gifting, set freight",
        description=(
            "What is not named stays. While the shop is closed nothing new can be bought; what is paid goes on."
        ),
        request=OwnShopBody,
        responses=OwnShopShape,
        examples=[
            OpenApiExample("Close", value=ASKED, request_only=True),
            OpenApiExample("Closed", value=ANSWERED, response_only=True),
        ],
    )
    def patch(self, request):
        body = OwnShopBody.read(request)
        return Response(OwnShopShape(self.shop.change(by=actor(request), **body.validated_data)).data)
