"""/shop/products/{id}/pictures and /shop/pictures/{id}: the pictures of the partner's own goods."""

import binascii
from base64 import b64decode

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.response import Response

from api.bodies import Body
from api.callers import actor
from api.fields import Flag, Text, Whole
from api.problems import NotFound
from api.schema import refuses
from api.v1.own_bodies import Line
from api.v1.own_shapes import PICTURE, OwnPictureShape
from api.views import OfShop
from shops import goods
from shops.models import Picture
from shops.refusals import PictureNotValid


class Base64(Text):
    """Bytes as RFC 4648, 4 writes them."""

    default_error_messages = {"base64": _("This is not Base64.")}

    def to_internal_value(self, data):
        try:
            return b64decode(super().to_internal_value(data), validate=True)
        except (binascii.Error, ValueError):
            self.fail("base64")


class NewPictureBody(Body):
    data = Base64(help_text="A JPEG, PNG, WebP or GIF in Base64; with it the body has at most 1 MB.")
    alt = Line(max_length=250, required=False, allow_blank=True)


class PictureBody(Body):
    alt = Line(max_length=250, required=False, allow_blank=True)
    shown = Flag(required=False)
    position = Whole(min_value=0, max_value=32_767, required=False)


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


class OwnPictures(OfShop):
    http_method_names = ["post"]
    resource = "products"

    @extend_schema(
        summary="Add a picture to a product of your shop",
        description=(
            "It is drawn anew, at most 1,200 pixels wide or high, and stands after the others. Larger files can be"
            " added behind the counter, and by the import from a web address."
        ),
        request=NewPictureBody,
        responses={201: OwnPictureShape},
        examples=[
            OpenApiExample("A pixel", value={"data": PIXEL, "alt": "一罐龙井"}, request_only=True),
            OpenApiExample("Added", value=PICTURE, response_only=True),
        ],
    )
    @refuses(NotFound, PictureNotValid)
    def post(self, request, id):
        product = get_object_or_404(self.shop.products, pk=id)
        body = NewPictureBody.read(request).validated_data
        picture = goods.add_picture(product.pk, by=actor(request), **body)
        return Response(OwnPictureShape(picture).data, status=201)


class OwnPicture(OfShop):
    http_method_names = ["patch"]
    resource = "products"

    @extend_schema(
        summary="Hide, show or move a picture of your shop",
        description="What is not named stays. The shown picture with the lowest position is the product's cover.",
        request=PictureBody,
        responses=OwnPictureShape,
        examples=[
            OpenApiExample("Hide", value={"shown": False}, request_only=True),
            OpenApiExample("Hidden", value=PICTURE | {"shown": False}, response_only=True),
        ],
    )
    @refuses(NotFound)
    def patch(self, request, id):
        picture = get_object_or_404(Picture.objects.filter(product__shop=self.shop), pk=id)
        body = PictureBody.read(request).validated_data
        return Response(OwnPictureShape(goods.change_picture(picture.pk, by=actor(request), **body)).data)
