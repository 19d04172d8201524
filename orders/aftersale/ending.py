"""How an after-sale ends without a yes, and how it follows its order."""

from giftshop.clock import TransactionNow
from orders import dividing
from orders.aftersale.opening import tell
from orders.models import AfterSale, Order


def cause(aftersale):
    """Why its refund is made: once per order."""
    return f"after-sale-{aftersale.pk}"


def over(order, aftersale):
    """The dispute is over and nothing goes back: what was held for it is the merchant's."""
    if aftersale.kept_back:
        dividing.let_go(order)


def close(order, aftersale):
    """Nobody posted the goods."""
    aftersale.move("close", due_at=None, ended_at=TransactionNow())
    over(order, aftersale)
    tell("closed", order, aftersale)


def shipped(order):
    """The parcel has left: a refund of what was not shipped is no longer possible. For what has arrived the owner may
    ask anew.
    """
    for aftersale in order.aftersales.open():
        aftersale.move("ship", due_at=None, ended_at=TransactionNow())
        tell("overtaken", order, aftersale)


def refunded_whole(orders):
    """`orders` (locked) went back whole for another reason, which grants what was asked for."""
    rows = AfterSale.objects.open().filter(order__in=[order.pk for order in orders])
    answered = []
    for aftersale in rows:
        aftersale.move("refund_whole", due_at=None, ended_at=TransactionNow())
        answered.append(aftersale.order_id)
    for order in Order.objects.filter(pk__in=answered):
        order.write(goods_back_fen=order.goods_fen)


def undisturbed(order_ids, rows):
    """Those of the locked orders that none of `rows`, after-sales, concerns: a sweep chose its orders by what it saw
    before it held them, and a request may have been committed in between.
    """
    disturbed = set(rows.filter(order__in=order_ids).values_list("order", flat=True))
    return [pk for pk in order_ids if pk not in disturbed]
