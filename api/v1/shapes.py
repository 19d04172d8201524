"""Shapes that several resources show. None of them holds a price: who may see one adds it."""

from typing import Literal

from django.conf import settings
from rest_framework import serializers

from api.fields import Moment, Priced
from payments import links
from payments.models import Payment, Refund


def picture_url(picture):
    """Absolute, or None while there is nothing to show."""
    return settings.PUBLIC_URL + picture.file.url if picture and picture.file else None


class PictureURL(serializers.URLField):
    """Of a Picture or None."""

    def __init__(self, **kwargs):
        super().__init__(**{"allow_null": True} | kwargs)

    def get_attribute(self, instance):
        return picture_url(super().get_attribute(instance))


class ShopRef(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class Goods(serializers.Serializer):
    """What is in the box, as it was when it was bought; nothing here leads to a price."""

    title = serializers.CharField()
    variant = serializers.CharField(source="variant_name", allow_blank=True)
    picture = PictureURL()


class Shipping(serializers.Serializer):
    """How the parcel stands. `withdrawn`: the shop could not deliver, or everything was given back afterwards."""

    state = serializers.SerializerMethodField()
    shipped_at = Moment(allow_null=True)
    completed_at = Moment(allow_null=True)

    def get_state(self, order) -> Literal["to_ship", "shipped", "completed", "withdrawn"]:
        return "withdrawn" if order.state == order.State.REFUNDED else order.state


class Tracking(Shipping):
    """For those whose parcel it is."""

    carrier = serializers.CharField(source="shipment.carrier", allow_null=True)
    tracking_number = serializers.CharField(source="shipment.tracking_number", allow_null=True)


class Masked(serializers.Serializer):
    """Where a parcel goes, for somebody looking over a shoulder."""

    consignee = serializers.CharField()
    phone = serializers.CharField()
    address = serializers.CharField()


class Amount(Priced):
    goods_fen = serializers.IntegerField()
    freight_fen = serializers.IntegerField()
    total_fen = serializers.IntegerField()


class PaymentShape(serializers.Serializer):
    """`url` is the cashier's page, for the browser of the person who pays; null when there is nothing left to pay.

    A partner's customer needs no login there: whoever has the link can pay, and sees the amount.
    """

    number = serializers.CharField()
    state = serializers.ChoiceField(Payment.State.choices)
    expires_at = Moment()
    url = serializers.SerializerMethodField()

    def get_url(self, payment) -> str | None:
        if not payment.is_pending:
            return None
        if self.context.get("for_customer"):
            return links.public_url(payment)
        return settings.PUBLIC_URL + payment.get_absolute_url()


class RefundShape(Priced):
    """Money on its way back the way it was paid."""

    amount_fen = serializers.IntegerField()
    paid_back_at = Moment(source="succeeded_at", allow_null=True)


def with_refunds(orders):
    """Give each of `orders` its refunds as `shown_refunds`, oldest first, in one query for all that were paid."""
    by_subject = {order.subject: order for order in orders if order.paid_at}
    for order in orders:
        order.shown_refunds = []
    refunds = Refund.objects.filter(subject__in=by_subject).order_by("pk") if by_subject else []
    for refund in refunds:
        by_subject[refund.subject].shown_refunds.append(refund)
