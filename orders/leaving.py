"""When somebody leaves: their addresses are shredded, but not while a parcel still has to find them."""

from giftshop.clock import TransactionNow
from orders.models import AfterSale, Delivery, Order, OrderNote
from orders.refusals import ParcelOnTheWay


def leave(user):
    """Handler of `accounts.ports.ERASURE`. Raises ParcelOnTheWay while something paid for is not shipped yet.

    Gifts that `user` paid for and nobody has accepted run on; the money goes back the way it was paid. So do
    after-sales, without what was written in them.
    """
    owned = Order.objects.filter(owner=user).order_by("pk")
    list(owned.locked().values_list("pk"))
    if owned.filter(state=Order.State.TO_SHIP).exists():
        raise ParcelOnTheWay
    for delivery in Delivery.objects.filter(order__owner=user, shredded_at__isnull=True):
        delivery.shred()
    Delivery.objects.filter(order__owner=user).update(shredded_at=TransactionNow())
    OrderNote.objects.filter(order__owner=user).forget()
    AfterSale.objects.filter(opened_by=user).update(words="", appeal="")
