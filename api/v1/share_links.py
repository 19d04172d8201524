"""GET and POST /share-links, GET /share-links/{code}: what one sends to friends, and what came of it."""

from datetime import timedelta

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.bodies import Body
from api.fields import Text, Whole
from api.paging import PageQuery, page, page_of
from api.problems import NotFound, NotValid
from api.schema import refuses
from api.v1.share_link_shapes import EXAMPLE, EXAMPLE_DETAIL, ShareLinkDetail, ShareLinkShape
from api.views import View
from giftshop.clock import db_now
from sharers.figures import mine, recent
from sharers.refusals import NotShared, SharingSuspended
from sharers.sharing import Sharing
from shops.models import Product, Shop


class ShareLinkBody(Body):
    """A product, or a whole shop."""

    product = Whole(required=False, help_text="The id of a product.")
    shop = Text(required=False, max_length=40, help_text="The code of a shop.")

    def validate(self, data):
        if len(data) != 1:
            raise serializers.ValidationError(_("Please name a product or a shop, one of them."))
        return data

    def target(self):
        """(shop, product or None). Raises Http404."""
        if "shop" in self.validated_data:
            return get_object_or_404(Shop.objects.active(), code=self.validated_data["shop"]), None
        found = Product.objects.visible().select_related("shop")
        product = get_object_or_404(found, pk=self.validated_data["product"])
        return product.shop, product


def _with_figures(links):
    return recent.beside(links.with_owner(), "pk")


class ShareLinks(View):
    resource = "share-links"

    @extend_schema(
        summary="Your share links, newest first",
        parameters=[PageQuery],
        responses=page_of(ShareLinkShape, "ShareLinkPage"),
        examples=[OpenApiExample("Tea", value={"items": [EXAMPLE], "next": None}, response_only=True)],
    )
    @refuses(NotValid)
    def get(self, request):
        links = _with_figures(Sharing(request.user).links)
        return page(links, PageQuery.read(request), lambda rows: ShareLinkShape(rows, many=True).data)

    @extend_schema(
        summary="Make a share link",
        description="As the shop's sharer or as a promoter, whichever earns more. There is one link to each thing: "
        "asking again finds it. A showcase has its link from the beginning.",
        request=ShareLinkBody,
        responses={201: ShareLinkShape},
        examples=[
            OpenApiExample("A product", value={"product": 7}, request_only=True),
            OpenApiExample("A shop", value={"shop": "tea-house"}, request_only=True),
            OpenApiExample("Tea", value=EXAMPLE, response_only=True),
        ],
    )
    @refuses(NotFound, NotShared, SharingSuspended)
    def post(self, request):
        sharing = Sharing(request.user)
        made = sharing.link_to(*ShareLinkBody.read(request).target())
        link = _with_figures(sharing.links).get(pk=made.pk)
        where = reverse("api:v1:share_link", args=[link.code])
        return Response(ShareLinkShape(link).data, status=201, headers={"Location": where})


class ShareLink(View):
    resource = "share-links"

    @extend_schema(
        summary="One of your share links, with its last 30 days",
        responses=ShareLinkDetail,
        examples=[OpenApiExample("Tea", value=EXAMPLE_DETAIL, response_only=True)],
    )
    @refuses(NotFound)
    def get(self, request, code):
        sharing = Sharing(request.user)
        link = get_object_or_404(_with_figures(sharing.links), code=code)
        today = localdate(db_now())
        days = mine.of(sharing, today - timedelta(days=recent.DAYS - 1), today, link)
        link.told = days[::-1]
        return Response(ShareLinkDetail(link).data)
