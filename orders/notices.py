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
    "aftersale.approved": _(
        "The shop agrees to your return. Please post the goods back within the time shown."
    ),
    "aftersale.rejected": _("The shop has said no to your request. You can ask the operator."),
    "aftersale.dismissed": _("The operator has said no to your request."),
    "aftersale.refunded": _("Your request is granted. The money is on its way back to you."),
    "aftersale.overtaken": _("The shop has shipped your order, which ends your request for the money."),
    "aftersale.closed": _("Nothing was posted back in time, so your request is closed."),
    "aftersale.goodwill": _("The shop gives you money back for your order."),
    "refund.succeeded": _("The money for your order has been paid back."),
}
OF_MONEY = {"refund.succeeded", "aftersale.refunded", "aftersale.goodwill"}

# Of two sides one has acted, and only the other has to be told.
FOR_TWO_SIDES = ["aftersale.proposed", "aftersale.requested", "aftersale.withdrawn", "aftersale.overdue"]


def register():
    for kind in FOR_TWO_SIDES:
        NOTICES.register(kind, _tell)
    for kind, words in TEXTS.items():
        NOTICE_TEXTS.register(kind, words)
        NOTICES.register(kind, _tell)
        NOTICE_TOPICS.register(kind, Topic.MONEY if kind in OF_MONEY else Topic.ORDERS)


def _tell(event):
    # A refund is an event of its own; its data name what the money was for.
    subject, _colon, pk = event.data.get("subject", event.subject).partition(":")
    if subject != "order":  # late money that went straight back
        return []
    order = Order.objects.get(pk=pk)
    if handler := KINDS.get(order.kind):
        return handler.notices(order, event.kind)
    if event.kind not in TEXTS:
        return []
    return [Notice(order.owner_id, reverse("orders:detail", args=[order.number]), {})]
