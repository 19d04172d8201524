"""What happens to orders when their payment does: the payments app reaches them through its SUBJECT port."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from giftshop import events
from giftshop.clock import TransactionNow
from orders import escrow
from orders.fulfilment import put_back
from orders.models import Delivery, Order
from orders.models.order import after
from orders.ports import KINDS


class Orders:
    """Handler of `payments.ports.SUBJECT`: a payment's subject is the orders it covers."""

    def lock(self, payment_id):
        """Gift → Order, before the payment itself is locked; the orders."""
        orders = Order.objects.filter(payment=payment_id)
        for _name, kind in KINDS:
            kind.lock(orders)
        return list(orders.locked())

    def paid(self, payment, orders):
        escrow.hold(orders)
        for order in orders:
            clock = {
                "paid_at": TransactionNow(),
                "backstop_at": payment.provider_paid_at + settings.BACKSTOP_AFTER,
            }
            if not order.is_gift:
                clock["ship_due_at"] = after(settings.SHIP_WITHIN)
            order.move(f"pay_{order.kind}", **clock)
            events.record("order.paid", order.subject, shop_id=order.shop_id)
            if handler := KINDS.get(order.kind):
                handler.paid(order)

    def closed(self, payment, orders, reason):
        for order in orders:
            order.move("cancel", closed_at=TransactionNow(), close_reason=reason)
            events.record("order.cancelled", order.subject, shop_id=order.shop_id, reason=reason)
            if handler := KINDS.get(order.kind):
                handler.unpaid(order)
        Delivery.objects.filter(order__in=orders).update(shred_at=after(settings.ADDRESS_KEPT))
        put_back(orders)

    def refunded(self, refunds):
        """Money has arrived; the order's state moved when it was given back."""

    def return_url(self, payment):
        order = payment.orders.order_by("pk").first()
        if handler := KINDS.get(order.kind):
            return handler.return_url(order)
        return reverse("orders:detail", args=[order.number])

    def describe(self, payment):
        titles = payment.orders.order_by("pk").values_list("lines__title", flat=True)
        title, more = titles.first(), titles.count() - 1
        if not more:
            return title
        return _("%(title)s and %(more)d more") % {"title": title, "more": more}
