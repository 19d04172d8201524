"""What silence means, once an after-sale's time is over."""

from giftshop.clock import TransactionNow
from orders.aftersale.ending import close
from orders.aftersale.granting import grant, pay_back
from orders.aftersale.transitions import State
from orders.models import AfterSale


def end(order_ids):
    """Sweep, of orders (locked): no answer is a yes, goods not posted close it, goods posted count as received."""
    due = AfterSale.objects.due().filter(order__in=order_ids).select_related("order__shop")
    for aftersale in due.order_by("order"):
        SILENCE[aftersale.state](aftersale.order, aftersale)


def _received(order, aftersale):
    pay_back(order, aftersale, "receive", received_at=TransactionNow())


SILENCE = {State.REQUESTED: grant, State.APPROVED: close, State.RETURNING: _received}
