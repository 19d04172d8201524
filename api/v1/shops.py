"""GET /shops and /shops/{shop}: whose windows one may look into."""

from django.conf import settings
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.fields import Priced
from api.paging import PageQuery, page, page_of
from api.problems import NotFound, NotValid
from api.schema import refuses
from api.views import Public
from shops import models


class ShopShape(Priced):
    """Freight is flat: of a whole order, or of a gift."""

    code = serializers.CharField()
    name = serializers.CharField()
    logo = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField(help_text="The shop's own page.")
    open = serializers.BooleanField(help_text="Whether it takes orders; its goods are shown all the same.")
    closed_words = serializers.SerializerMethodField(help_text="What it says to shoppers while it is closed.")
    gifting = serializers.BooleanField(help_text="Whether its goods can be sent as gifts.")
    freight_fen = serializers.IntegerField()
    gift_freight_fen = serializers.IntegerField()
    refuses_provinces = serializers.ListField(
        child=serializers.CharField(), help_text="Provinces that it does not deliver to."
    )

    def get_logo(self, shop) -> str | None:
        return settings.PUBLIC_URL + shop.logo.url if shop.logo else None

    def get_url(self, shop) -> str:
        return settings.PUBLIC_URL + shop.get_absolute_url()

    def get_closed_words(self, shop) -> str:
        return "" if shop.open else shop.closed_words


EXAMPLE = {
    "currency": "CNY",
    "code": "tea-house",
    "name": "茶语小铺",
    "logo": None,
    "url": "https://shop.example/shops/tea-house/",
    "open": False,
    "closed_words": "春节休息，初八见",
    "gifting": True,
    "freight_fen": 800,
    "gift_freight_fen": 0,
    "refuses_provinces": ["西藏自治区"],
}


class Shops(Public):
    @extend_schema(
        summary="Shops, newest first",
        description="Those that shoppers see: approved, and not suspended.",
        parameters=[PageQuery],
        responses=page_of(ShopShape, "ShopPage"),
        examples=[OpenApiExample("Tea", value={"items": [EXAMPLE], "next": None}, response_only=True)],
    )
    @refuses(NotValid)
    def get(self, request):
        shops = models.Shop.objects.active()
        return page(shops, PageQuery.read(request), lambda rows: ShopShape(rows, many=True).data)


class Shop(Public):
    @extend_schema(
        summary="A shop",
        responses=ShopShape,
        examples=[OpenApiExample("Tea", value=EXAMPLE, response_only=True)],
    )
    @refuses(NotFound)
    def get(self, request, shop):
        return Response(ShopShape(get_object_or_404(models.Shop.objects.active(), code=shop)).data)
