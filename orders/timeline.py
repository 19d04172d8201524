"""The story of an order as its people are told it: what happened and when, what comes next and until when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from giftshop.models import Event
from giftshop.money import yuan
from orders.models import Order, Shipment

State = Order.State

WHY_CLOSED = {
    "lapsed": _("Not paid in time"),
    "cancelled": _("You have cancelled it"),
    "withdrawn": _("The shop could not deliver it"),
    "backstop": _("The shop did not ship it in time"),
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """`at` is when it happened, UTC. What comes next has `is_next`, and `due`, words with %(time)s for `until`; what
    has neither comes later. `shipment` is given only to whoever may track the parcel.
    """

    words: str
    at: datetime | None = None
    is_next: bool = False
    due: str = ""
    until: datetime | None = None
    detail: str = ""
    shipment: Shipment | None = None

    @property
    def state(self):
        if self.is_next:
            return "next"
        return "done" if self.at else "later"

    @property
    def deadline(self):
        """The deadline as a sentence, "" for none."""
        return self.due and self.due % {"time": date_format(localtime(self.until), "DATETIME_FORMAT")}


def of_own(order):
    """For the buyer of an order for oneself. Asks one query of what is under way, two of what was closed."""
    yield Step(words=_("Ordered"), at=order.placed_at)
    if order.state == State.PENDING_PAYMENT:
        yield awaiting(order.payment)
    if order.paid_at:
        yield Step(words=_("Payment received"), at=order.paid_at)
        yield from happened(order.subject, {"order.address_changed": _("Address changed")})
        yield from of_parcel(order, of_owner=True)
    if order.closed_at:
        yield Step(words=WHY_CLOSED[order.close_reason], at=order.closed_at)
        yield from of_money(order)


def awaiting(payment):
    return Step(
        words=_("Waiting for your payment"),
        is_next=True,
        due=_("Can be paid until %(time)s"),
        until=payment.expires_at,
    )


def happened(subject, words):
    """What left no column behind, by its events: `words` by event kind. One query."""
    events = Event.objects.filter(subject=subject, kind__in=words).order_by("id")
    return [Step(words=words[kind], at=at) for kind, at in events.values_list("kind", "at")]


def of_parcel(order, *, of_owner):
    """From packing to receipt. Only the parcel's owner learns carrier and number, and what the address may still do."""
    if order.shipped_at:
        shipment = order.shipment if of_owner else None
        yield Step(words=_("On its way"), at=order.shipped_at, shipment=shipment)
    if order.state == State.TO_SHIP:
        yield Step(
            words=_("The shop is packing"),
            is_next=True,
            due=_("Will be shipped before %(time)s"),
            until=order.ship_due_at,
        )
        yield Step(words=_("On its way"))
    if order.state == State.SHIPPED:
        yield Step(
            words=_("Waiting to be received"),
            is_next=True,
            due=_("Counts as received on %(time)s"),
            until=order.confirm_due_at,
        )
    if order.state in {State.TO_SHIP, State.COMPLETED}:
        yield Step(words=_("Received"), at=order.completed_at)


def of_money(order):
    """What goes or went back: for the buyer alone. One query."""
    for refund in order.refunds:
        yield Step(
            words=_("Paid back the way it was paid") if refund.succeeded_at else _("On its way back to you"),
            detail=yuan(refund.amount_fen),
            at=refund.succeeded_at,
            is_next=not refund.succeeded_at,
        )
