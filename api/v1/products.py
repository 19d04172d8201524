"""GET /products and /products/{id}: what the shop's window shows."""

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api import keeping, problems
from api.fields import Priced
from api.paging import PageQuery, page, page_of
from api.schema import refuses
from api.v1 import examples
from api.v1.shapes import PictureURL, ShopRef, picture_url
from api.views import Public
from shops import models
from shops.categories import Tree
from shops.listing import MAX_QUERY
from shops.refusals import GIFT_RULES
from shops.search.finding import Search


class ReasonShape(serializers.Serializer):
    """Why something cannot be sent as a gift now."""

    code = serializers.ChoiceField([rule.code for rule in GIFT_RULES])
    title = serializers.CharField()
    detail = serializers.CharField()


class Giftable(Priced):
    """支持送礼物, or why not."""

    giftable = serializers.SerializerMethodField()
    not_giftable_because = ReasonShape(source="gift_refusal", allow_null=True)

    def get_giftable(self, goods) -> bool:
        return goods.gift_refusal() is None


class VariantShape(Giftable):
    id = serializers.IntegerField()
    name = serializers.CharField(allow_blank=True)
    option_values = serializers.ListField(child=serializers.CharField())
    price_fen = serializers.IntegerField()
    compare_at_fen = serializers.IntegerField(
        allow_null=True, help_text="The struck-through price beside it."
    )
    stock = serializers.IntegerField()
    picture = serializers.SerializerMethodField()

    def get_picture(self, variant) -> str | None:
        return picture_url(self.context["pictures"].get(variant.picture_id))


class ProductShape(Giftable):
    id = serializers.IntegerField()
    title = serializers.CharField()
    shop = ShopRef()
    price_from_fen = serializers.SerializerMethodField()
    picture = PictureURL(source="cover")

    def get_price_from_fen(self, product) -> int:
        return min(variant.price_fen for variant in product.shelf)


class ProductDetail(ProductShape):
    description = serializers.CharField(allow_blank=True, help_text="Sanitised HTML.")
    option_names = serializers.ListField(child=serializers.CharField())
    gift_freight_fen = serializers.IntegerField(source="shop.gift_freight_fen")
    variants = serializers.SerializerMethodField()

    def get_variants(self, product) -> VariantShape(many=True):
        pictures = {picture.pk: picture for picture in product.pictures.all()}
        return VariantShape(product.shelf, many=True, context={"pictures": pictures}).data


class ProductQuery(PageQuery):
    giftable = serializers.ChoiceField(
        ["true", "false"], required=False, help_text="Only what can, or cannot, be sent as a gift now."
    )
    shop = serializers.SlugField(required=False, max_length=40, help_text="The code of a shop.")
    category = serializers.SlugField(
        required=False, max_length=60, help_text="The code of a category; what is below it counts too."
    )
    q = serializers.CharField(
        required=False,
        max_length=MAX_QUERY,
        help_text="Words, pinyin or initials. Of what the search finds, at most 300 products, the newest come first.",
    )


class Products(Public):
    @extend_schema(
        summary="Products, newest first",
        parameters=[ProductQuery],
        responses=page_of(ProductShape, "ProductPage"),
        examples=[examples.listed("Products", examples.PRODUCT)],
    )
    @refuses(problems.NotValid)
    def get(self, request):
        query = ProductQuery.read(request)
        products = models.Product.objects.visible().with_parts()
        if "shop" in query:
            products = products.filter(shop__code=query["shop"])
        if "category" in query:
            products = products.filter(category__in=Tree().keys(query["category"]))
        if "q" in query:
            products = Search(query["q"]).products(products)
        if "giftable" in query:
            giftable = Exists(models.Variant.objects.giftable().filter(product=OuterRef("pk")))
            products = products.filter(giftable if query["giftable"] == "true" else ~giftable)
        return page(products, query, lambda rows: ProductShape(rows, many=True).data)


EXAMPLE = {
    "id": 7,
    "title": "明前龙井",
    "shop": {"code": "tea-house", "name": "茶语小铺"},
    "currency": "CNY",
    "price_from_fen": 8800,
    "giftable": True,
    "not_giftable_because": None,
    "picture": None,
    "description": "<p>狮峰山</p>",
    "option_names": ["包装"],
    "gift_freight_fen": 0,
    "variants": [
        {
            "id": 21,
            "name": "罐装",
            "option_values": ["罐装"],
            "currency": "CNY",
            "price_fen": 8800,
            "compare_at_fen": None,
            "stock": 0,
            "giftable": False,
            "not_giftable_because": {
                "code": "out-of-stock",
                "title": "Sold out",
                "detail": "There is not enough left in stock.",
            },
            "picture": None,
        }
    ],
}


class Product(Public):
    @extend_schema(
        summary="A product with its variants",
        responses=ProductDetail,
        examples=[OpenApiExample("Tea", value=EXAMPLE, response_only=True)],
    )
    @refuses(problems.NotFound)
    def get(self, request, id):
        return Response(keeping.product(id, lambda: self._shown(id)))

    def _shown(self, id):
        product = get_object_or_404(models.Product.objects.visible().with_parts(), pk=id)
        return dict(ProductDetail(product).data)
