"""GET /gifts/{code}: what it shows depends on who asks."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.callers import Caller
from api.giving import given
from api.problems import NotFound
from api.proof import shown
from api.schema import refuses
from api.v1 import examples
from api.v1.gift_shapes import EITHER, GiftReceivedDetail, seen_by_giver
from api.views import View
from gifts import access
from gifts.acceptance import refuse_unless_open
from gifts.access import Role
from gifts.refusals import (
    AlreadyAccepted,
    AlreadyDeclined,
    Expired,
    LinkReplaced,
    LoginNeeded,
    NotForYou,
    NotPaid,
    TakenBack,
)

CLOSED = [AlreadyAccepted, AlreadyDeclined, Expired, NotPaid, TakenBack]
STRANGE = [LinkReplaced, LoginNeeded, NotForYou]


class Gift(View):
    """A code grants nothing: a guest shows the link's token, or the receipt."""

    callers = frozenset(Caller)
    resource = "gifts"
    secrets = ("giftToken", "giftReceipt")

    @extend_schema(
        summary="A gift, as its giver or its recipient sees it",
        description="For who may accept it, it can be seen while that is possible; for giver and recipient, always.",
        responses=EITHER,
        examples=[
            examples.shown("To its giver", examples.PENDING),
            examples.shown("To whoever holds the link", examples.OPTIONS),
        ],
    )
    @refuses(*STRANGE, *CLOSED, NotFound)
    def get(self, request, code):
        if self.partner:
            gift = get_object_or_404(
                given(request).for_display().select_related("giver__customer"), code=code
            )
            return Response(seen_by_giver([gift], for_customer=True)[0])
        gift, role = access.to_open(request, code, **shown(request))
        if role is Role.GIVER:
            return Response(seen_by_giver([gift])[0])
        if role not in {Role.RECIPIENT, Role.GUEST}:
            refuse_unless_open(gift)
        return Response(GiftReceivedDetail(gift, context={"role": role}).data)
