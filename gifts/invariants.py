"""What must hold of gifts whatever happened; `manage.py check_ledger` proves it."""

from datetime import timedelta

from django.db.models import Count, F, Q, Sum

from gifts.models import Gift
from giftshop.clock import TransactionNow
from orders.models import Order

TARGET = timedelta(minutes=5)  # how late an expiry may be before somebody has to look

# Gift state → the order states that go with it.
ORDER_STATES = {
    "unpaid": ["pending_payment"],
    "pending": ["awaiting_acceptance"],
    "accepted": ["to_ship", "shipped", "completed", "refunded"],
    "declined": ["cancelled"],
    "expired": ["cancelled"],
    "suspended": ["cancelled"],
    "cancelled": ["cancelled"],
}


def register(port):
    port.register("gifts: no pending gift is overdue", overdue)
    port.register("gifts: gift and order agree", disagreeing)
    port.register("gifts: a gift order has one line of one unit", not_one_unit)


def overdue():
    for gift in Gift.objects.filter(state="pending", deadline_at__lte=TransactionNow() - TARGET):
        yield f"gift {gift.pk}: pending since its deadline {gift.deadline_at:%Y-%m-%dT%H:%M:%SZ}"


def disagreeing():
    agreeing = Q()
    for state, states in ORDER_STATES.items():
        agreeing |= Q(state=state, order__state__in=states)
    for gift in Gift.objects.exclude(agreeing).select_related("order"):
        yield f"gift {gift.pk} is {gift.state}, its order {gift.order_id} is {gift.order.state}"
    for gift in Gift.objects.exclude(recipient=F("order__owner")).filter(recipient__isnull=False):
        yield f"gift {gift.pk}: its recipient does not own order {gift.order_id}"


def not_one_unit():
    counted = Order.objects.filter(kind="gift").annotate(
        found=Count("lines"), units=Sum("lines__quantity", default=0)
    )
    for order in counted.exclude(found=1, units=1):
        yield f"order {order.pk}: {order.units} units in {order.found} lines"
    for order in Order.objects.filter(kind="gift", gift__isnull=True):
        yield f"order {order.pk}: a gift order without a gift"
