"""The story of one after-sale, as whoever asked for it is told it. Never an amount: a page may have them."""

from django.utils.translation import gettext_lazy as _

from orders.aftersale.transitions import Kind, State
from orders.timeline import UNTIL, Step

# What an open after-sale waits for.
NEXT = {
    State.REQUESTED: _("The shop answers"),
    State.APPROVED: _("The goods are posted back"),
    State.RETURNING: _("The shop receives the goods"),
    State.APPEALED: _("The operator decides"),
}

ENDED = {
    (State.REFUNDED, Kind.REFUND): _("Granted: the money goes back"),
    (State.REFUNDED, Kind.RETURN): _("Received by the shop: the money goes back"),
    (State.WITHDRAWN, Kind.REFUND): _("Withdrawn"),
    (State.WITHDRAWN, Kind.RETURN): _("Withdrawn"),
    (State.CLOSED, Kind.REFUND): _("Closed, because the parcel was shipped"),
    (State.CLOSED, Kind.RETURN): _("Closed, because nothing was posted back in time"),
}


def of(aftersale):
    if aftersale.proposed_at:
        yield Step(words=_("Proposed by the giver"), at=aftersale.proposed_at)
    if aftersale.requested_at:
        yield Step(words=_("Put to the shop"), at=aftersale.requested_at, detail=aftersale.words)
    yield from _answers(aftersale)
    if aftersale.posted_at:
        yield Step(words=_("Posted back"), at=aftersale.posted_at, shipment=aftersale)
    if aftersale.is_open:
        yield Step(
            words=NEXT[aftersale.state],
            is_next=True,
            due=UNTIL.get(aftersale.state, ""),
            until=aftersale.due_at,
        )
    if ended := ENDED.get((aftersale.state, aftersale.kind)):
        yield Step(words=ended, at=aftersale.ended_at)


def _answers(aftersale):
    """A yes to a refund is its end, and told there."""
    is_return = aftersale.kind == Kind.RETURN
    if aftersale.rejection:
        yield Step(words=_("The shop says no"), at=aftersale.answered_at, detail=aftersale.rejection)
    elif aftersale.answered_at and is_return:
        yield Step(words=_("The shop agrees"), at=aftersale.answered_at)
    if aftersale.appealed_at:
        yield Step(words=_("Put to the operator"), at=aftersale.appealed_at, detail=aftersale.appeal)
    if aftersale.verdict:
        yield Step(words=_("The operator says no"), at=aftersale.decided_at, detail=aftersale.verdict)
    elif aftersale.decided_at and is_return:
        yield Step(words=_("The operator agrees"), at=aftersale.decided_at)
