"""/shop/products/{id}/variants and /shop/variants: what can be bought of the partner's own goods."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.callers import actor
from api.paging import PageQuery, page, page_of
from api.problems import NotFound, NotValid
from api.schema import refuses
from api.v1.own_bodies import NewVariantBody, VariantBody
from api.v1.own_shapes import VARIANT, OwnVariantShape
from api.views import OfShop
from shops import goods
from shops.models import Variant
from shops.refusals import OptionsNotFitting, SkuTaken, VariantExists


def _own(shop):
    return Variant.objects.filter(product__shop=shop)


class OwnVariantsQuery(PageQuery):
    sku = serializers.CharField(required=False, max_length=100, help_text="Those of this SKU.")


class OwnVariants(OfShop):
    http_method_names = ["get", "head"]
    resource = "products"

    @extend_schema(
        summary="Your shop's variants, newest first",
        description="Of all products, also those off the shelf; with `sku` what your own system calls so.",
        parameters=[OwnVariantsQuery],
        responses=page_of(OwnVariantShape, "OwnVariantPage"),
        examples=[OpenApiExample("Tin", value={"items": [VARIANT], "next": None}, response_only=True)],
    )
    @refuses(NotValid)
    def get(self, request):
        query = OwnVariantsQuery.read(request)
        variants = _own(self.shop)
        if "sku" in query:
            variants = variants.filter(sku=query["sku"])
        return page(variants, query, lambda rows: OwnVariantShape(rows, many=True).data)


class NewOwnVariant(OfShop):
    http_method_names = ["post"]
    resource = "products"

    @extend_schema(
        summary="Add a variant to a product of your shop",
        description="It stands after the others. On the shelf at once, unless `on_shelf` is false.",
        request=NewVariantBody,
        responses={201: OwnVariantShape},
        examples=[
            OpenApiExample(
                "Tin",
                value={"option_values": ["罐装"], "sku": "LJ-2026-TIN", "price_fen": 8800, "stock": 40},
                request_only=True,
            ),
            OpenApiExample("Added", value=VARIANT, response_only=True),
        ],
    )
    @refuses(NotFound, SkuTaken, VariantExists, OptionsNotFitting)
    def post(self, request, id):
        product = get_object_or_404(self.shop.products, pk=id)
        body = NewVariantBody.read(request).validated_data
        variant = goods.add_variant(product.pk, by=actor(request), **body)
        where = reverse("api:v1:own-variant", args=[variant.pk])
        return Response(OwnVariantShape(variant).data, status=201, headers={"Location": where})


class OwnVariant(OfShop):
    http_method_names = ["get", "head", "patch"]
    resource = "products"

    @extend_schema(
        summary="A variant of your shop",
        responses=OwnVariantShape,
        examples=[OpenApiExample("Tin", value=VARIANT, response_only=True)],
    )
    @refuses(NotFound)
    def get(self, request, id):
        return Response(OwnVariantShape(get_object_or_404(_own(self.shop), pk=id)).data)

    @extend_schema(
        summary="Change a variant of your shop",
        description=(
            "What is not named stays; orders keep the price they were placed at. Stock is changed by"
            " `POST /shop/stock-updates`."
        ),
        request=VariantBody,
        responses=OwnVariantShape,
        examples=[
            OpenApiExample("A new price", value={"price_fen": 9800}, request_only=True),
            OpenApiExample("Tin", value=VARIANT | {"price_fen": 9800}, response_only=True),
        ],
    )
    @refuses(NotFound, SkuTaken, VariantExists, OptionsNotFitting)
    def patch(self, request, id):
        variant = get_object_or_404(_own(self.shop).select_related("product"), pk=id)
        body = VariantBody.read(request, product=variant.product).validated_data
        return Response(OwnVariantShape(goods.change_variant(variant.pk, by=actor(request), **body)).data)
