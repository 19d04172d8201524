"""Who is told what about an order. A kind of order with two sides, such as a gift, tells them itself."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Topic
from accounts.ports import NOTICE_TEXTS, NOTICE_TOPICS, NOTICES, Notice
from orders.models import Order
from orders.ports import KINDS

TEXTS = {
    "order.paid": _("Your order is paid. The shop is preparing it."),
    "order.shipped": _("Your order is on its way."),
    "order.completed": _("Your order is complete."),
    "order.withdrawn": _("The shop could not deliver your order. The full amount is on its way back to you."),
    "order.backstop": _("The shop did not ship your order. The full amount is on its way back to you."),
    "refund.succeeded": _("The money for your order has been paid back."),
}


def register():
    for kind, words in TEXTS.items():
        NOTICE_TEXTS.register(kind, words)
        NOTICES.register(kind, _tell)
        NOTICE_TOPICS.register(kind, Topic.MONEY if kind == "refund.succeeded" else Topic.ORDERS)


def _tell(event):
    # A refund is an event of its own; its data name what the money was for.
    subject, _colon, pk = event.data.get("subject", event.subject).partition(":")
    if subject != "order":  # late money that went straight back
        return []
    order = Order.objects.get(pk=pk)
    if handler := KINDS.get(order.kind):
        return handler.notices(order, event.kind)
    return [Notice(order.owner_id, reverse("orders:detail", args=[order.number]), {})]
