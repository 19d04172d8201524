"""The story of a gift, told to each side as docs/visibility.md allows: to the giver never where the parcel goes nor how
to track it, to the recipient never an amount.
"""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gifts.models import Gift
from orders import timeline
from orders.timeline import Step

State = Gift.State

CLOSED = {
    State.DECLINED: _("Declined"),
    State.EXPIRED: _("Not accepted in time"),
    State.SUSPENDED: _("The shop cannot deliver it"),
    State.CANCELLED: _("Not paid, so nothing was sent"),
}


def for_giver(gift):
    """From choosing to the receipt, or to the money that is back. At most three queries besides the gift's own."""
    order = gift.order
    yield Step(words=_("Gift chosen"), at=gift.created_at)
    if gift.state == State.UNPAID:
        yield timeline.awaiting(order.payment)
    if order.paid_at:
        yield Step(words=_("Payment received"), at=order.paid_at)
        meanwhile = {"gift.link_replaced": _("Link replaced"), "gift.reminder": _("Reminder sent")}
        yield from timeline.happened(gift.subject, meanwhile)
    if gift.is_pending:
        yield from _waiting(gift)
    if gift.accepted_at:
        yield _accepted(gift)
        yield from timeline.of_parcel(order, of_owner=False)
        yield from timeline.of_aftersales(order, with_amounts=True)
    if order.closed_at:
        yield _closed(gift)
    if order.closed_at or order.goods_back_fen:
        yield from timeline.of_money(order)


def for_recipient(gift):
    """From acceptance to the receipt. Two queries besides the gift's own."""
    order = gift.order
    yield Step(words=_("You have accepted it"), at=gift.accepted_at)
    yield from timeline.happened(order.subject, {"order.address_changed": _("Address changed")})
    yield from timeline.of_parcel(order, of_owner=True)
    yield from timeline.of_aftersales(order, with_amounts=False)
    if order.close_reason == "after-sale":
        yield Step(words=_("The gift has gone back, and so has the giver's money"), at=order.closed_at)
    elif order.closed_at:
        yield Step(words=_("The shop could not deliver it, and the gift has gone back"), at=order.closed_at)


def _waiting(gift):
    yield Step(
        words=_("Waiting to be accepted"),
        is_next=True,
        due=_("Can be accepted until %(time)s, then your money goes back"),
        until=gift.deadline_at,
    )
    yield Step(words=_("On its way"))
    yield Step(words=_("Received"))


def _accepted(gift):
    """A guest has no nickname."""
    words = (
        format_lazy(_("Accepted by {name}"), name=gift.recipient.name) if gift.recipient else _("Accepted")
    )
    return Step(words=words, at=gift.accepted_at)


def _closed(gift):
    why = timeline.WHY_CLOSED[gift.order.close_reason] if gift.accepted_at else CLOSED[gift.state]
    return Step(words=why, at=gift.order.closed_at, detail=gift.decline_word)
