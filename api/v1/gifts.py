"""POST /gifts sends one; GET /gifts lists those one has given or received."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, PolymorphicProxySerializer, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.bodies import Body
from api.fields import Text, Whole
from api.paging import PageQuery, page, page_of
from api.problems import NotValid
from api.schema import refuses
from api.v1.gift_shapes import GiftReceived, GiftSent, seen_by_giver
from api.views import View
from gifts.covers import Cover
from gifts.models import Gift
from gifts.refusals import BadGreeting, CoverNotOffered, NotAContact
from gifts.sending import send
from orders.refusals import NotForSale, PriceChanged
from shops.refusals import GIFT_RULES


class GiftBody(Body):
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

    def wishes(self):
        """As `gifts.sending.send` wants them."""
        wishes = dict(self.validated_data)
        ids = {"variant_id": wishes.pop("variant"), "contact_id": wishes.pop("contact", None)}
        return wishes | ids


class GiftsQuery(PageQuery):
    role = serializers.ChoiceField(["sent", "received"], default="sent", required=False)


LISTED = PolymorphicProxySerializer(
    component_name="ListedGift",
    serializers={"giver": GiftSent, "recipient": GiftReceived, "contact": GiftReceived},
    resource_type_field_name="role",
)
EXAMPLE = {"variant": 21, "price_fen": 8800, "greeting": "生日快乐", "cover": "birthday"}


class Gifts(View):
    resource = "gifts"

    @extend_schema(
        summary="Your gifts, newest first",
        description="`received` are those that you have accepted, and those that wait for you by name.",
        parameters=[GiftsQuery],
        responses=page_of(LISTED, "GiftPage"),
    )
    @refuses(NotValid)
    def get(self, request):
        query = GiftsQuery.read(request)
        if query["role"] == "sent":
            return page(Gift.objects.for_display().filter(giver=request.user), query, seen_by_giver)
        mine = Q(recipient=request.user) | Q(contact=request.user, state=Gift.State.PENDING)
        return page(
            Gift.objects.for_display().filter(mine), query, lambda gifts: GiftReceived(gifts, many=True).data
        )

    @extend_schema(
        summary="Send a gift",
        description="It is sent once it is paid for: open `payment.url` in the giver's browser.",
        request=GiftBody,
        responses={201: GiftSent},
        examples=[OpenApiExample("Tea", value=EXAMPLE, request_only=True)],
    )
    @refuses(*GIFT_RULES, NotForSale, PriceChanged, NotAContact, BadGreeting, CoverNotOffered)
    def post(self, request):
        gift = send(giver=request.user, **GiftBody.read(request).wishes())
        [shown] = seen_by_giver([gift])
        return Response(shown, status=201, headers={"Location": reverse("api:v1:gift", args=[gift.code])})
