"""GET /covers: the pictures of the closed box, and with `shop=<code>` those of that shop too."""

from django.conf import settings
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.bodies import Query
from api.problems import NotValid
from api.schema import refuses
from api.v1.shapes import ShopRef
from api.views import Public
from gifts.covers import Cover
from gifts.models import ShopCover
from shops.models.shop import ACTIVE


class CoverShape(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField(source="label")
    shop = ShopRef(default=None, allow_null=True, help_text="Whose own it is; null: for everybody's goods.")
    picture = serializers.SerializerMethodField()

    def get_picture(self, cover) -> str:
        return settings.PUBLIC_URL + cover.url


class CoverList(serializers.Serializer):
    items = CoverShape(many=True)


class CoversQuery(Query):
    shop = serializers.SlugField(
        required=False, max_length=40, help_text="The code of a shop: its own covers come first."
    )


EXAMPLE = {
    "items": [
        {
            "code": "7QK2M0XW4T9B",
            "name": "春茶",
            "shop": {"code": "tea-house", "name": "茶语小铺"},
            "picture": "https://shop.example/media/covers/0a4d55a8d778e5022fab701977c5d840bbc486d0.jpg",
        },
        {
            "code": "classic",
            "name": "经典红",
            "shop": None,
            "picture": "https://shop.example/static/covers/classic.svg",
        },
    ]
}


def _own(shop):
    return ShopCover.objects.filter(shop__code=shop, shop__state=ACTIVE, shown=True).select_related("shop")


class Covers(Public):
    @extend_schema(
        summary="The covers of the closed box",
        parameters=[CoversQuery],
        responses=CoverList,
        examples=[OpenApiExample("Tea", value=EXAMPLE, response_only=True)],
    )
    @refuses(NotValid)
    def get(self, request):
        query = CoversQuery.read(request)
        own = _own(query["shop"]) if "shop" in query else []
        return Response({"items": CoverShape([*own, *Cover], many=True).data})
