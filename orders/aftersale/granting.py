"""The yes, whoever says it: staff or their program, the operator, silence, the payer of an order that is overdue."""

from django.conf import settings

from giftshop import events
from giftshop.clock import TransactionNow
from orders import dividing, escrow
from orders.aftersale import amounts
from orders.aftersale.ending import cause
from orders.aftersale.opening import tell
from orders.aftersale.transitions import Kind, State
from orders.fulfilment import close_deliveries, put_back
from orders.models import Order
from orders.models.order import after


def grant(order, aftersale, *, by=None, program="", at_fault=False, event="refunded"):
    """All that `aftersale` asks of `order` (locked): the money at once, or the goods first if it is a return.

    `at_fault` says that the merchant is, so that the freight goes back with the last of the goods. Raises
    IllegalTransition.
    """
    when = "decided_at" if aftersale.state == State.APPEALED else "answered_at"
    decided = {"decided_by": by, "program": program, when: TransactionNow()}
    if at_fault:
        decided["merchant_at_fault"] = True
        decided["freight_fen"] = amounts.freight(order, aftersale.goods_fen, at_fault=True)
    if aftersale.kind == Kind.RETURN:
        aftersale.move("approve_return", due_at=after(settings.RETURN_WITHIN), **decided)
        tell("approved", order, aftersale)
    else:
        pay_back(order, aftersale, "approve_refund", event, **decided)


def pay_back(order, aftersale, verb, event="refunded", **columns):
    """`verb` ends the after-sale, and its money goes back. An order of which nothing is left is refunded; what it still
    holds of freight is then the merchant's.
    """
    aftersale.move(verb, due_at=None, ended_at=TransactionNow(), **columns)
    held = order.held_fen if aftersale.kept_back else 0
    escrow.refund_part(order, cause(aftersale), aftersale.amount_fen, held_fen=held)
    tell(event, order, aftersale)
    was_unshipped = order.state == Order.State.TO_SHIP
    give_goods_back(order, aftersale.goods_fen)
    if was_unshipped:
        put_back([order])


def give_goods_back(order, fen):
    """Write down that `fen` of the goods of `order` (locked) went back."""
    back = order.goods_back_fen + fen
    if back < order.goods_fen:
        order.write(goods_back_fen=back)
        return
    verb = "refund_unshipped" if order.state == Order.State.TO_SHIP else "refund_goods"
    order.move(verb, goods_back_fen=back, closed_at=TransactionNow(), close_reason="after-sale")
    close_deliveries([order.pk])
    if escrow.balances([order])[order.subject]:
        dividing.release([order.pk])
        events.record("order.released", order.subject, shop_id=order.shop_id)
