"""POST /gifts/{code}/refusal: 婉拒, by somebody who could have accepted."""

from typing import Literal

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.bodies import Body
from api.fields import Text
from api.proof import shown
from api.schema import refuses
from api.v1 import examples
from api.v1.gift import CLOSED, STRANGE
from api.views import View
from gifts import access
from gifts.acceptance import refuse_acceptance, refuse_unless_open
from gifts.giving_back import decline
from gifts.refusals import OwnGift


class RefusalBody(Body):
    word = Text(required=False, allow_blank=True, max_length=60, help_text="A word to the giver.")


class RefusalShape(serializers.Serializer):
    code = serializers.CharField()
    state = serializers.SerializerMethodField()
    word = serializers.CharField(source="decline_word", allow_blank=True)

    def get_state(self, gift) -> Literal["declined"]:
        return gift.state


DECLINED = {"code": "D3Q3X30EA990", "state": "declined", "word": "心意收到了，谢谢"}


class Refusal(View):
    """Needs a login, so that a stranger who found the link cannot send the gift back in a friend's name."""

    resource = "gifts"

    @extend_schema(
        summary="Decline a gift",
        description="It goes back to the giver at once. Show `Gift-Token`, unless the gift is for you by name.",
        request=RefusalBody,
        responses={201: RefusalShape},
        examples=[
            OpenApiExample("With a word", value={"word": "心意收到了，谢谢"}, request_only=True),
            examples.shown("Declined", DECLINED, 201),
        ],
    )
    @refuses(*STRANGE, *CLOSED, OwnGift)
    def post(self, request, code):
        gift, _ = access.to_open(request, code, to_show=False, **shown(request))
        refuse_acceptance(gift, request.user)
        refuse_unless_open(gift)
        word = RefusalBody.read(request).validated_data.get("word", "")
        gift = decline(gift.pk, by=request.user, word=word, link_version=gift.link_version)
        return Response(RefusalShape(gift).data, status=201)
