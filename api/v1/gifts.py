"""POST /gifts sends one; GET /gifts lists those one has given or received."""

from functools import partial

from django.conf import settings
from django.core.validators import RegexValidator
from django.db.models import Q
from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, PolymorphicProxySerializer, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.lines import validate_line
from api.bodies import Body, Strict
from api.callers import Caller
from api.fields import Text, Whole
from api.giving import given, giver
from api.paging import PageQuery, page, page_of
from api.problems import NotValid
from api.refusals import CustomerNeeded, PartnerNeeded
from api.schema import refuses
from api.v1 import examples
from api.v1.gift_shapes import GiftReceived, GiftSent, seen_by_giver
from api.views import View
from gifts.covers import Cover
from gifts.models import Gift
from gifts.refusals import BadGreeting, CoverNotOffered, NotAContact
from gifts.sending import send
from orders.refusals import NotForSale, PriceChanged
from shops.refusals import GIFT_RULES


class CustomerBody(Strict):
    """Somebody whom the partner knows: the same `external_id` is the same giver."""

    external_id = Text(
        max_length=64,
        validators=[RegexValidator("^[A-Za-z0-9._:-]+$")],
        help_text="The partner's own name for the customer; no personal datum.",
    )
    nickname = Text(
        max_length=30, required=False, validators=[validate_line], help_text="What the recipient reads."
    )


class GiftWish(Strict):
    """One unit of one variant, for one friend."""

    variant = Whole(help_text="The id of a variant.")
    price_fen = Whole(help_text="The unit price that the giver was shown; another one is refused.")
    greeting = Text(required=False, allow_blank=True, max_length=settings.GREETING_MAX_LENGTH)
    cover = Text(
        required=False,
        default=Cover.CLASSIC,
        max_length=20,
        help_text="A `code` of `GET /covers`, also of the product's shop.",
    )
    contact = Whole(
        required=False, allow_null=True, help_text="The id of a contact who alone may open the gift."
    )

    customer = CustomerBody(
        required=False, allow_null=True, help_text="Who gives; only partners name one, and have to."
    )


class GiftBody(GiftWish, Body):
    pass


def as_sending_takes(wish):
    """The fields of a valid GiftWish, but for the customer, by the names of `gifts.sending.send`."""
    names = {"variant": "variant_id", "contact": "contact_id"}
    return {names.get(name, name): value for name, value in wish.items() if name != "customer"}


class GiftsQuery(PageQuery):
    role = serializers.ChoiceField(
        ["sent", "received"], default="sent", required=False, help_text="A partner's are all sent."
    )
    state = serializers.ChoiceField(Gift.State.choices, required=False)
    customer = serializers.CharField(
        required=False, max_length=64, help_text="Of one customer, by `external_id`; for partners."
    )


LISTED = PolymorphicProxySerializer(
    component_name="ListedGift",
    serializers={"giver": GiftSent, "recipient": GiftReceived, "contact": GiftReceived},
    resource_type_field_name="role",
)
FOR_CUSTOMER = {
    "variant": 21,
    "price_fen": 8800,
    "customer": {"external_id": "crm-42", "nickname": "小明"},
}
EXAMPLE = {"variant": 21, "price_fen": 8800, "greeting": "生日快乐", "cover": "birthday"}


def _in_state(rows, query):
    rows = rows.filter(state=query["state"]) if "state" in query else rows
    return rows.for_display().select_related("giver__customer")


class Gifts(View):
    callers = frozenset({Caller.PERSON, Caller.PARTNER})
    resource = "gifts"

    @extend_schema(
        summary="Your gifts, newest first",
        description="`received` are those that you have accepted, and those that wait for you by name. A partner sees "
        "those that its customers have given.",
        parameters=[GiftsQuery],
        responses=page_of(LISTED, "GiftPage"),
        examples=[
            examples.listed("Sent", examples.PENDING),
            examples.listed("Received", examples.RECEIVED | {"role": "contact"}),
        ],
    )
    @refuses(NotValid)
    def get(self, request):
        query = GiftsQuery.read(request)
        if query["role"] == "sent" or self.partner:
            rows = given(request)
            if "customer" in query:
                rows = rows.filter(giver__customer__external_id=query["customer"])
            return page(
                _in_state(rows, query), query, partial(seen_by_giver, for_customer=bool(self.partner))
            )
        mine = Q(recipient=request.user) | Q(contact=request.user, state=Gift.State.PENDING)
        rows = _in_state(Gift.objects.filter(mine), query)
        return page(rows, query, lambda gifts: GiftReceived(gifts, many=True).data)

    @extend_schema(
        summary="Send a gift",
        description="It is sent once it is paid for: open `payment.url` in the giver's browser. A partner names the "
        "`customer` who gives, and hands that customer the link, which needs no login.",
        request=GiftBody,
        responses={201: GiftSent},
        examples=[
            OpenApiExample("Tea", value=EXAMPLE, request_only=True),
            OpenApiExample("For a customer", value=FOR_CUSTOMER, request_only=True),
            examples.shown("Unpaid", examples.SENT, 201),
        ],
    )
    @refuses(
        *GIFT_RULES,
        CustomerNeeded,
        PartnerNeeded,
        NotForSale,
        PriceChanged,
        NotAContact,
        BadGreeting,
        CoverNotOffered,
    )
    def post(self, request):
        wish = GiftBody.read(request).validated_data
        gift = send(giver=giver(request, wish.get("customer")), **as_sending_takes(wish))
        [shown] = seen_by_giver([gift], for_customer=bool(self.partner))
        return Response(shown, status=201, headers={"Location": reverse("api:v1:gift", args=[gift.code])})
