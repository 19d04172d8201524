"""/shop/products: the goods of the partner's own shop."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.callers import actor
from api.fields import Moment
from api.paging import PageQuery, page, page_of
from api.problems import NotFound, NotValid
from api.schema import refuses
from api.v1.own_bodies import NewProductBody, ProductBody
from api.v1.own_shapes import LISTED, PRODUCT, OwnProductDetail, OwnProductShape
from api.views import OfShop
from shops import goods
from shops.categories import Tree
from shops.models import Variant
from shops.refusals import HandleTaken, OptionsNotFitting, SkuTaken, VariantExists


class OwnProductsQuery(PageQuery):
    on_shelf = serializers.ChoiceField(["true", "false"], required=False)
    handle = serializers.CharField(required=False, max_length=255, help_text="The one of this handle.")
    sku = serializers.CharField(
        required=False, max_length=100, help_text="Those of which a variant has this SKU."
    )
    category = serializers.SlugField(
        required=False, max_length=60, help_text="The code of a category; what is below it counts too."
    )
    updated_after = Moment(required=False, help_text="By `updated_at`.")


def _found(products, query):
    if "on_shelf" in query:
        products = products.filter(on_shelf=query["on_shelf"] == "true")
    if "handle" in query:
        products = products.filter(handle=query["handle"])
    if "sku" in query:
        products = products.filter(pk__in=Variant.objects.filter(sku=query["sku"]).values("product"))
    if "category" in query:
        products = products.filter(category__in=Tree().keys(query["category"]))
    if "updated_after" in query:
        products = products.filter(updated_at__gt=query["updated_after"])
    return products


def shown(shop, id):
    return OwnProductDetail(shop.products.for_display().get(pk=id)).data


NEW = {
    "handle": "longjing",
    "title": "明前龙井",
    "description": "<p>狮峰山</p>",
    "category": "tea",
    "option_names": ["包装"],
    "occasions": ["thanks"],
    "variants": [{"option_values": ["罐装"], "sku": "LJ-2026-TIN", "price_fen": 8800, "stock": 40}],
}


class OwnProducts(OfShop):
    resource = "products"

    @extend_schema(
        summary="Your shop's products, newest first",
        description="Also those off the shelf, each with all of its variants.",
        parameters=[OwnProductsQuery],
        responses=page_of(OwnProductShape, "OwnProductPage"),
        examples=[OpenApiExample("Tea", value={"items": [LISTED], "next": None}, response_only=True)],
    )
    @refuses(NotValid)
    def get(self, request):
        query = OwnProductsQuery.read(request)
        products = _found(self.shop.products.for_display(), query)
        return page(products, query, lambda rows: OwnProductShape(rows, many=True).data)

    @extend_schema(
        summary="Add a product with its variants",
        description=(
            "On the shelf at once, unless `on_shelf` is false. A product without options has one variant, whose"
            " `option_values` are empty. Pictures are added to it afterwards."
        ),
        request=NewProductBody,
        responses={201: OwnProductDetail},
        examples=[
            OpenApiExample("Tea", value=NEW, request_only=True),
            OpenApiExample("Added", value=PRODUCT | {"pictures": []}, response_only=True),
        ],
    )
    @refuses(HandleTaken, SkuTaken, VariantExists, OptionsNotFitting)
    def post(self, request):
        body = NewProductBody.read(request).validated_data
        product = goods.add(shop=self.shop, by=actor(request), **body)
        where = reverse("api:v1:own-product", args=[product.pk])
        return Response(shown(self.shop, product.pk), status=201, headers={"Location": where})


class OwnProduct(OfShop):
    http_method_names = ["get", "head", "patch"]
    resource = "products"

    @extend_schema(
        summary="A product of your shop",
        responses=OwnProductDetail,
        examples=[OpenApiExample("Tea", value=PRODUCT, response_only=True)],
    )
    @refuses(NotFound)
    def get(self, request, id):
        product = get_object_or_404(self.shop.products.for_display(), pk=id)
        return Response(OwnProductDetail(product).data)

    @extend_schema(
        summary="Change a product of your shop",
        description=(
            "What is not named stays. Options can be renamed; their number stays, since every variant has a value"
            " for each."
        ),
        request=ProductBody,
        responses=OwnProductDetail,
        examples=[
            OpenApiExample("Take it off the shelf", value={"on_shelf": False}, request_only=True),
            OpenApiExample("Tea", value=PRODUCT, response_only=True),
        ],
    )
    @refuses(NotFound, HandleTaken, OptionsNotFitting)
    def patch(self, request, id):
        product = get_object_or_404(self.shop.products, pk=id)
        body = ProductBody.read(request).validated_data
        goods.change(product.pk, by=actor(request), **body)
        return Response(shown(self.shop, product.pk))
