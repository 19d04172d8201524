"""The story of an order as its people are told it: what happened and when, what comes next and until when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from giftshop.models import Event
from giftshop.money import yuan
from orders.models import AfterSale, Order, Shipment

State = Order.State

WHY_CLOSED = {
    "lapsed": _("Not paid in time"),
    "cancelled": _("You have cancelled it"),
    "withdrawn": _("The shop could not deliver it"),
    "backstop": _("The shop did not ship it in time"),
    "after-sale": _("Everything for the goods was given back"),
}


# What happens to an after-sale by itself, and when.
UNTIL = {
    AfterSale.State.REQUESTED: _("Granted by itself on %(time)s"),
    AfterSale.State.APPROVED: _("To be posted back before %(time)s"),
    AfterSale.State.RETURNING: _("Counts as received on %(time)s"),
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
    """For the buyer of an order for oneself. Asks two queries of what is under way, three if money went back."""
    yield Step(words=_("Ordered"), at=order.placed_at)
    if order.state == State.PENDING_PAYMENT:
        yield awaiting(order.payment)
    if order.paid_at:
        yield Step(words=_("Payment received"), at=order.paid_at)
        yield from happened(order.subject, {"order.address_changed": _("Address changed")})
        yield from of_parcel(order, of_owner=True)
        yield from of_aftersales(order, with_amounts=True)
    if order.closed_at:
        yield Step(words=WHY_CLOSED[order.close_reason], at=order.closed_at)
    if order.closed_at or order.goods_back_fen:
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
    """From packing to receipt, which an open after-sale puts off. Only the parcel's owner learns carrier and number."""
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
    if order.state == State.SHIPPED and not any(dispute.is_open for dispute in order.disputes):
        yield Step(
            words=_("Waiting to be received"),
            is_next=True,
            due=_("Counts as received on %(time)s"),
            until=order.confirm_due_at,
        )
    if order.state in {State.TO_SHIP, State.COMPLETED}:
        yield Step(words=_("Received"), at=order.completed_at)


def of_aftersales(order, *, with_amounts):
    """One step for each, as it stands; who opened it reads more on its own page, and the recipient of a gift no amount.
    One query.
    """
    for dispute in order.disputes:
        if dispute.state == AfterSale.State.PROPOSED or not dispute.requested_at:
            continue
        yield Step(
            words=format_lazy(_("After-sale: {state}"), state=dispute.get_state_display()),
            at=dispute.ended_at,
            is_next=dispute.is_open,
            due=UNTIL.get(dispute.state, ""),
            until=dispute.due_at,
            detail=yuan(dispute.amount_fen) if with_amounts else "",
        )


def of_money(order):
    """What goes or went back: for the buyer alone. One query."""
    for refund in order.refunds:
        yield Step(
            words=_("Paid back the way it was paid") if refund.succeeded_at else _("On its way back to you"),
            detail=yuan(refund.amount_fen),
            at=refund.succeeded_at,
            is_next=not refund.succeeded_at,
        )
