"""A gift as its two sides see it: the giver never who or where, the recipient never a price, a fee or a payment."""

from typing import Literal

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from api.fields import Moment
from api.v1.shapes import Amount, Goods, PaymentShape, RefundShape, Shipping, ShopRef, Tracking, with_refunds
from gifts import links
from gifts.acceptance import swaps
from gifts.access import Role
from gifts.models import Gift


class GiftShape(serializers.Serializer):
    """What both sides see."""

    code = serializers.CharField()
    state = serializers.ChoiceField(Gift.State.choices)
    greeting = serializers.CharField()
    cover = serializers.CharField(source="shown_cover.code", help_text="As in `GET /covers`.")
    cover_picture = serializers.SerializerMethodField(help_text="Also when the cover is no longer offered.")
    goods = Goods(source="order.line")
    shop = ShopRef(source="order.shop")
    deadline_at = Moment(allow_null=True, help_text="From then on it cannot be accepted.")
    accepted_at = Moment(allow_null=True)

    def get_cover_picture(self, gift) -> str:
        return settings.PUBLIC_URL + gift.shown_cover.url


class LinkShape(serializers.Serializer):
    """`url` is for a friend's browser, `token` for the header `Gift-Token`. Whoever has it can accept the gift."""

    url = serializers.SerializerMethodField()
    token = serializers.SerializerMethodField()

    def get_url(self, gift) -> str:
        return links.public_url(gift)

    def get_token(self, gift) -> str:
        return links.token(gift)


class GiftSent(GiftShape):
    """A gift as its giver sees it."""

    role = serializers.SerializerMethodField()
    created_at = Moment()
    closed_at = Moment(allow_null=True)
    customer = serializers.CharField(
        source="giver.customer.external_id",
        default=None,
        allow_null=True,
        help_text="The partner's own name for who gives; empty once forgotten.",
    )
    contact = serializers.CharField(
        source="contact.name", allow_null=True, help_text="The nickname of who alone may open it."
    )
    accepted_by = serializers.CharField(
        source="recipient.name", allow_null=True, help_text="The nickname, if an account accepted it."
    )
    decline_word = serializers.CharField(allow_blank=True)
    amount = Amount(source="order")
    payment = PaymentShape(source="order.payment")
    refunds = RefundShape(source="order.shown_refunds", many=True)
    link = serializers.SerializerMethodField()
    shipping = serializers.SerializerMethodField()

    def get_role(self, _) -> Literal["giver"]:
        return "giver"

    def get_link(self, gift) -> LinkShape(allow_null=True):
        return LinkShape(gift).data if gift.is_pending else None

    def get_shipping(self, gift) -> Shipping(allow_null=True):
        return Shipping(gift.order).data if gift.state == Gift.State.ACCEPTED else None


class GiftReceived(GiftShape):
    """A gift as whoever may accept it, or has accepted it, sees it."""

    role = serializers.SerializerMethodField()
    giver = serializers.CharField(source="giver.name", help_text="The nickname.")
    shipping = serializers.SerializerMethodField()

    def get_role(self, gift) -> Literal["recipient", "contact", "holder", "guest"]:
        return self.context["role"].value if "role" in self.context else self._listed_as(gift).value

    def _listed_as(self, gift):
        return Role.RECIPIENT if gift.recipient_id else Role.CONTACT

    def get_shipping(self, gift) -> Tracking(allow_null=True):
        return Tracking(gift.order).data if gift.state == Gift.State.ACCEPTED else None


class OptionShape(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField(allow_blank=True)


class GiftReceivedDetail(GiftReceived):
    options = serializers.SerializerMethodField()

    def get_options(self, gift) -> OptionShape(many=True):
        """Other variants that may be taken instead; `id` goes into `variant` of the acceptance."""
        return OptionShape(swaps(gift.order.line) if gift.is_pending else [], many=True).data


class ReceiptShape(serializers.Serializer):
    """A guest's key to the parcel: for the header `Gift-Receipt`, or as a link. It is shown only this once."""

    secret = serializers.CharField()
    url = serializers.SerializerMethodField()

    def get_url(self, receipt) -> str:
        return settings.PUBLIC_URL + reverse("gifts:receipt", args=[receipt["code"], receipt["secret"]])


class GiftAccepted(GiftReceived):
    receipt = serializers.SerializerMethodField()

    def get_receipt(self, gift) -> ReceiptShape(allow_null=True):
        secret = self.context["receipt"]
        return ReceiptShape({"code": gift.code, "secret": secret}).data if secret else None


EITHER = PolymorphicProxySerializer(
    component_name="Gift",
    serializers={"giver": GiftSent}
    | {role.value: GiftReceivedDetail for role in (Role.RECIPIENT, Role.CONTACT, Role.HOLDER, Role.GUEST)},
    resource_type_field_name="role",
)


def seen_by_giver(gifts, *, for_customer=False):
    """`gifts` `for_display`, as their giver sees them; `for_customer` who has no login, with the cashier's link."""
    with_refunds([gift.order for gift in gifts])
    return GiftSent(gifts, many=True, context={"for_customer": for_customer}).data
