"""What an after-sale asks for, in fen."""

from orders.aftersale.reasons import MERCHANTS_FAULT
from orders.models import Order
from orders.refusals import AmountNotPossible


def asked(order, reason, goods_fen=None):
    """The columns of an after-sale that hold what is asked for: of the goods `goods_fen`, or all that is left.

    Raises AmountNotPossible; before shipping it is everything or nothing.
    """
    left = order.goods_left_fen
    goods = left if goods_fen is None else goods_fen
    if not 1 <= goods <= left or (order.state == Order.State.TO_SHIP and goods != left):
        raise AmountNotPossible
    at_fault = reason in MERCHANTS_FAULT
    return {
        "goods_fen": goods,
        "freight_fen": freight(order, goods, at_fault=at_fault),
        "merchant_at_fault": at_fault,
    }


def freight(order, goods_fen, *, at_fault):
    """It goes back once, with the last of the goods: if nothing was shipped, or the merchant is at fault."""
    is_last = goods_fen == order.goods_left_fen
    return order.freight_fen if is_last and (at_fault or order.state == Order.State.TO_SHIP) else 0
