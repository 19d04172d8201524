from giftshop.clock import TransactionNow
from giftshop.deadlines import Chore, Sweep
from giftshop.deadlines import register as register_sweep
from orders import fulfilment, popularity
from orders.aftersale import due
from orders.models import Delivery, Order


def register():
    for sweep in SWEEPS:
        register_sweep(sweep)


def _to_shred():
    return Delivery.objects.filter(shredded_at__isnull=True, shred_at__lte=TransactionNow()).order_by(
        "shred_at"
    )


SWEEPS = [
    Sweep("orders.confirm", Order.objects.to_confirm, "confirm_due_at", fulfilment.confirm_overdue),
    Sweep("orders.release", Order.objects.to_release, "release_due_at", fulfilment.release),
    Sweep("orders.backstop", Order.objects.at_backstop, "backstop_at", fulfilment.backstop),
    Sweep("orders.aftersales", Order.objects.with_aftersale_due, "", due.end, batch=100),
    Sweep("orders.shred", _to_shred, "shred_at", fulfilment.shred),
    Chore("orders.popularity", popularity.recount),
]
