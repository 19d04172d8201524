"""Every transition of an order; after-sales have theirs. Money is never inferred from a state: the ledger knows it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giftshop.transitions import Transitions


class State(models.TextChoices):
    PENDING_PAYMENT = "pending_payment", _("To pay")
    AWAITING_ACCEPTANCE = "awaiting_acceptance", _("Waiting to be accepted")
    TO_SHIP = "to_ship", _("To ship")
    SHIPPED = "shipped", _("Shipped")
    COMPLETED = "completed", _("Completed")
    REFUNDED = "refunded", _("Refunded")
    CANCELLED = "cancelled", _("Cancelled")


# Paid for and not given back: the money is on its way to the merchant.
SETTLING = [State.TO_SHIP, State.SHIPPED, State.COMPLETED]

# The numbers that 微信小店 gives these states.
WECHAT_CODES = {
    State.PENDING_PAYMENT: 10,
    State.AWAITING_ACCEPTANCE: 12,
    State.TO_SHIP: 20,
    State.SHIPPED: 30,
    State.COMPLETED: 100,
    State.REFUNDED: 200,
    State.CANCELLED: 250,
}

ORDER = Transitions(
    pay_own=({State.PENDING_PAYMENT}, State.TO_SHIP),
    pay_gift=({State.PENDING_PAYMENT}, State.AWAITING_ACCEPTANCE),
    cancel=({State.PENDING_PAYMENT}, State.CANCELLED),
    accept=({State.AWAITING_ACCEPTANCE}, State.TO_SHIP),
    give_back=({State.AWAITING_ACCEPTANCE}, State.CANCELLED),
    change_address=({State.TO_SHIP}, State.TO_SHIP),
    ship=({State.TO_SHIP}, State.SHIPPED),
    withdraw=({State.TO_SHIP}, State.REFUNDED),
    confirm=({State.SHIPPED}, State.COMPLETED),
    backstop=({State.TO_SHIP}, State.REFUNDED),
    # After-sale: all of the goods' money has gone back.
    refund_unshipped=({State.TO_SHIP}, State.REFUNDED),
    refund_goods=({State.SHIPPED, State.COMPLETED}, State.REFUNDED),
)
