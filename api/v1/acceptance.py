"""POST /gifts/{code}/acceptance: 收下礼物, by account or as a guest with the link."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.response import Response

from accounts.forms import AddressForm
from accounts.provinces import PROVINCES
from api.bodies import Body, Strict
from api.callers import Caller
from api.fields import Text, Whole
from api.proof import by_session, refuse_forged, shown
from api.schema import refuses
from api.v1 import examples
from api.v1.gift import CLOSED, STRANGE
from api.v1.gift_shapes import GiftAccepted
from api.views import View
from gifts import access
from gifts.acceptance import accept, refuse_acceptance, refuse_unless_open
from gifts.access import Role
from gifts.refusals import OwnGift, SwapNotPossible
from orders.refusals import NotDelivered
from shops.refusals import OutOfStock


def _longest(name):
    return AddressForm.base_fields[name].max_length


class AddressBody(Strict):
    """Where the parcel goes; only the shop sees it, to ship."""

    consignee = Text(max_length=_longest("consignee"))
    phone = Text(max_length=_longest("phone"), help_text="Without a country code it is Chinese.")
    province = serializers.ChoiceField(PROVINCES)
    city = Text(max_length=_longest("city"))
    district = Text(max_length=_longest("district"), required=False, allow_blank=True)
    detail = Text(max_length=_longest("detail"), help_text="Street and house number.")

    def validate(self, data):
        """An unsaved Address, by the rules of the page's form."""
        form = AddressForm(data)
        if form.is_valid():
            return form.address()
        raise serializers.ValidationError(
            {
                "non_field_errors" if name == NON_FIELD_ERRORS else name: [
                    ErrorDetail(error["message"], code=error["code"]) for error in found
                ]
                for name, found in form.errors.get_json_data().items()
            }
        )


class AcceptanceBody(Body):
    address = AddressBody()
    variant = Whole(required=False, allow_null=True, help_text="One of `options`, to be had instead.")


EXAMPLE = {
    "address": {
        "consignee": "王小波",
        "phone": "13800138000",
        "province": "浙江省",
        "city": "杭州市",
        "district": "西湖区",
        "detail": "文三路 100 号",
    }
}


class Acceptance(View):
    callers = frozenset({Caller.PERSON, Caller.GUEST})
    resource = "gifts"
    secrets = ("giftToken",)

    @extend_schema(
        summary="Accept a gift",
        description="Without a login, show `Gift-Token`: the answer then holds a receipt, once.",
        request=AcceptanceBody,
        responses={201: GiftAccepted},
        examples=[
            OpenApiExample("Hangzhou", value=EXAMPLE, request_only=True),
            examples.shown("By a guest", examples.ACCEPTED, 201),
        ],
    )
    @refuses(*STRANGE, *CLOSED, OwnGift, NotDelivered, SwapNotPossible, OutOfStock)
    def post(self, request, code):
        gift, _ = access.to_open(request, code, to_show=False, **shown(request))
        refuse_forged(request)
        user = access.user_of(request)
        refuse_acceptance(gift, user)
        refuse_unless_open(gift)
        wishes = AcceptanceBody.read(request).validated_data
        gift, receipt = accept(
            gift.pk,
            by=user,
            address=wishes["address"],
            variant_id=wishes.get("variant"),
            link_version=gift.link_version,
        )
        if receipt and by_session(request):
            access.remember_receipt(request, gift)
        context = {"role": Role.RECIPIENT if user else Role.GUEST, "receipt": receipt}
        return Response(
            GiftAccepted(gift, context=context).data,
            status=201,
            headers={"Location": reverse("api:v1:parcel", args=[gift.code])},
        )
