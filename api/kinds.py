"""Which events partners are told of, and under which type: one table for each side, as docs/visibility.md has it.

What is not in a table concerns no partner. `docs/webhooks.md` says of each type when it comes.
"""

# Event kind → type, for the partner whose shop it happened in. Of a gift the shop is told as of an order.
OF_SHOP = {
    "order.placed": "order.placed",
    "order.paid": "order.paid",
    "gift.accepted": "order.accepted",
    "order.cancelled": "order.cancelled",
    "order.given_back": "order.given_back",
    "order.shipped": "order.shipped",
    "order.completed": "order.completed",
    "order.withdrawn": "order.withdrawn",
    "order.backstop": "order.backstop",
    "order.released": "order.released",
    "order.address_changed": "order.address_changed",
    "aftersale.requested": "after_sale.requested",
    "aftersale.withdrawn": "after_sale.withdrawn",
    "aftersale.approved": "after_sale.approved",
    "aftersale.returning": "after_sale.returning",
    "aftersale.rejected": "after_sale.rejected",
    "aftersale.appealed": "after_sale.appealed",
    "aftersale.dismissed": "after_sale.dismissed",
    "aftersale.refunded": "after_sale.refunded",
    "aftersale.overdue": "after_sale.refunded",
    "aftersale.overtaken": "after_sale.closed",
    "aftersale.closed": "after_sale.closed",
    "aftersale.goodwill": "order.goodwill",
    "refund.succeeded": "refund.succeeded",
    "shop.approved": "shop.approved",
    "shop.sent_back": "shop.sent_back",
    "shop.suspended": "shop.suspended",
    "shop.active": "shop.reinstated",
    "sharer.bound": "sharer.bound",
    "sharer.left": "sharer.left",
    "sharer.suspended": "sharer.suspended",
    "sharer.resumed": "sharer.resumed",
}

# The same for the partner whose customer gives the gift: neither who nor where, and nothing of parcels but how they
# stand.
OF_GIVER = {
    "gift.sent": "gift.sent",
    "order.cancelled": "gift.cancelled",
    "gift.reminder": "gift.reminder",
    "gift.accepted": "gift.accepted",
    "gift.declined": "gift.declined",
    "gift.expired": "gift.expired",
    "gift.suspended": "gift.suspended",
    "order.shipped": "gift.shipped",
    "order.completed": "gift.completed",
    "order.withdrawn": "gift.withdrawn",
    "order.backstop": "gift.withdrawn",
    "aftersale.requested": "gift.after_sale_requested",
    "aftersale.withdrawn": "gift.after_sale_withdrawn",
    "aftersale.rejected": "gift.after_sale_rejected",
    "aftersale.dismissed": "gift.after_sale_rejected",
    "aftersale.refunded": "gift.after_sale_refunded",
    "aftersale.overdue": "gift.after_sale_refunded",
    "aftersale.overtaken": "gift.after_sale_closed",
    "aftersale.closed": "gift.after_sale_closed",
    "aftersale.goodwill": "gift.goodwill",
    "refund.succeeded": "gift.refunded",
}

# And for the partner whose endpoint it is.
TEST, DISABLED = "webhook.test", "webhook.disabled"
OF_ENDPOINT = {TEST: TEST, DISABLED: DISABLED}

READ = OF_SHOP | OF_GIVER | OF_ENDPOINT
TYPES = sorted({*OF_SHOP.values(), *OF_GIVER.values(), *OF_ENDPOINT.values()})
CHOICES = [(name, name) for name in TYPES]
