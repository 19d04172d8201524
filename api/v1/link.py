"""POST /gifts/{code}/link: the giver replaces the link (换链接)."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.bodies import Nothing
from api.callers import Caller
from api.giving import given
from api.problems import NotFound
from api.schema import refuses
from api.v1 import examples
from api.v1.gift import CLOSED
from api.v1.gift_shapes import LinkShape
from api.views import View
from gifts.sending import replace_link


class Link(View):
    callers = frozenset({Caller.PERSON, Caller.PARTNER})
    resource = "gifts"

    @extend_schema(
        summary="Replace the link of your gift",
        description="The old link dies at once. Send no body.",
        request=None,
        responses={201: LinkShape},
        examples=[examples.shown("New", examples.LINK, 201)],
    )
    @refuses(NotFound, *CLOSED)
    def post(self, request, code):
        Nothing.read(request)
        gift = get_object_or_404(given(request), code=code)
        return Response(LinkShape(replace_link(gift.pk)).data, status=201)
