"""Every transition of an after-sale, and what 微信小店 calls its states."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giftshop.transitions import Transitions


class Kind(models.TextChoices):
    REFUND = "refund", _("Refund only")
    RETURN = "return", _("Return and refund")


class State(models.TextChoices):
    PROPOSED = "proposed", _("Proposed by the giver")
    REQUESTED = "requested", _("Waiting for the shop's answer")
    APPROVED = "approved", _("Waiting for the goods to be posted back")
    RETURNING = "returning", _("On its way back to the shop")
    REJECTED = "rejected", _("Rejected")
    APPEALED = "appealed", _("With the operator")
    REFUNDED = "refunded", pgettext_lazy("after-sale", "Granted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", pgettext_lazy("after-sale", "Closed")


# An order has one of these at most. They hold its sweeps up.
OPEN = [State.REQUESTED, State.APPROVED, State.RETURNING, State.APPEALED]

# These wait for somebody until `due_at`; an appeal waits for the operator, who has no deadline.
WAITING = [State.REQUESTED, State.APPROVED, State.RETURNING]

AFTERSALE = Transitions(
    confirm=({State.PROPOSED}, State.REQUESTED),
    withdraw=({State.PROPOSED, State.REQUESTED, State.APPROVED, State.APPEALED}, State.WITHDRAWN),
    approve_refund=({State.REQUESTED, State.APPEALED}, State.REFUNDED),
    approve_return=({State.REQUESTED, State.APPEALED}, State.APPROVED),
    reject=({State.REQUESTED}, State.REJECTED),
    appeal=({State.REJECTED}, State.APPEALED),
    dismiss=({State.APPEALED}, State.REJECTED),
    post=({State.APPROVED}, State.RETURNING),
    receive=({State.RETURNING}, State.REFUNDED),
    close=({State.APPROVED}, State.CLOSED),
    # The parcel left, or all of the order's money went back, whatever had been asked for.
    ship=({State.REQUESTED, State.APPEALED}, State.CLOSED),
    refund_whole=({State.REQUESTED, State.APPEALED}, State.REFUNDED),
)

# A giver's proposal has no counterpart there.
WECHAT_CODES = {
    (State.REQUESTED, Kind.REFUND): "MERCHANT_PROCESSING",
    (State.REQUESTED, Kind.RETURN): "MERCHANT_PROCESSING",
    (State.APPEALED, Kind.REFUND): "MERCHANT_REJECT_REFUND",
    (State.APPEALED, Kind.RETURN): "MERCHANT_REJECT_RETURN",
    (State.REJECTED, Kind.REFUND): "MERCHANT_REJECT_REFUND",
    (State.REJECTED, Kind.RETURN): "MERCHANT_REJECT_RETURN",
    (State.APPROVED, Kind.RETURN): "USER_WAIT_RETURN",
    (State.RETURNING, Kind.RETURN): "MERCHANT_WAIT_RECEIPT",
    (State.REFUNDED, Kind.REFUND): "MERCHANT_REFUND_SUCCESS",
    (State.REFUNDED, Kind.RETURN): "MERCHANT_RETURN_SUCCESS",
    (State.WITHDRAWN, Kind.REFUND): "USER_CANCELD",
    (State.WITHDRAWN, Kind.RETURN): "USER_CANCELD",
    (State.CLOSED, Kind.REFUND): "RETURN_CLOSED",
    (State.CLOSED, Kind.RETURN): "RETURN_CLOSED",
}
