"""A paid order that never went anywhere goes back whole."""

from giftshop import events
from giftshop.clock import TransactionNow
from orders import escrow
from orders.fulfilment import put_back
from orders.models import Order
from orders.transitions import ORDER


def give_back(orders, cause):
    """Cancel `orders` (locked, awaiting acceptance): full refund with `cause`, stock back last. Raises
    IllegalTransition.
    """
    for order in orders:
        ORDER.check("give_back", order.state)
    Order.objects.filter(pk__in=[order.pk for order in orders]).update(
        state=Order.State.CANCELLED, closed_at=TransactionNow(), close_reason=cause
    )
    events.record_many("order.given_back", [(o.subject, o.shop_id, {"reason": cause}) for o in orders])
    escrow.refund_what_is_left(orders, cause)
    put_back(orders)
