"""What must hold of orders' money whatever happened; `manage.py check_ledger` proves it.

Before release an order's escrow is what was paid less what was given back; after it, 0. Fee and commission
are right to the fen. Every paid order has an outcome or a deadline that still runs.
"""

from datetime import timedelta

from django.db import connection
from django.db.models import Q

from giftshop.clock import TransactionNow
from giftshop.money import share
from orders.models import Order

TARGET = timedelta(hours=1)  # how late a sweep of days may be before somebody has to look

ESCROWS = """
    SELECT o.id, o.goods_fen + o.freight_fen AS paid, coalesce(back.fen, 0) AS refunded, a.balance, o.released_at
    FROM orders_order o
    LEFT JOIN payments_account a ON a.kind = 'escrow' AND a.owner_key = 'order:' || o.id
    LEFT JOIN LATERAL (
        SELECT sum(r.amount_fen) AS fen FROM payments_refund r WHERE r.subject = 'order:' || o.id
    ) back ON true
    WHERE o.paid_at IS NOT NULL
      AND coalesce(a.balance, -1)
          <> CASE WHEN o.released_at IS NULL THEN o.goods_fen + o.freight_fen - coalesce(back.fen, 0) ELSE 0 END
"""


def register(port):
    port.register("orders: escrow = paid - refunds, and 0 once released", escrows)
    port.register("orders: what is cancelled or refunded has gone back whole", not_given_back)
    port.register("orders: fee and commission to the fen", shares)
    port.register("orders: every paid order has an outcome or a live deadline", stuck)


def escrows():
    with connection.cursor() as cursor:
        cursor.execute(ESCROWS)
        for pk, paid, refunded, balance, released_at in cursor.fetchall():
            yield f"order {pk}: paid {paid}, refunded {refunded}, released {released_at}, escrow {balance}"


def not_given_back():
    closed = Order.objects.filter(state__in=["cancelled", "refunded"], paid_at__isnull=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT owner_key FROM payments_account WHERE kind = 'escrow' AND balance > 0")
        held = {int(owner.partition(":")[2]) for (owner,) in cursor.fetchall()}
    for pk in closed.filter(pk__in=held).values_list("pk", flat=True):
        yield f"order {pk}: closed, but its escrow still holds money"


def shares():
    for order in Order.objects.filter(released_at__isnull=False).prefetch_related("splits"):
        if order.fee_fen != share(order.goods_fen, order.fee_bps):
            yield f"order {order.pk}: fee {order.fee_fen} is not {order.fee_bps} bps of {order.goods_fen}"
        for split in order.splits.all():
            if split.fen != share(order.goods_fen, split.bps):
                yield f"order {order.pk}: commission {split.fen} is not {split.bps} bps of {order.goods_fen}"


def stuck():
    late = TransactionNow() - TARGET
    overdue = (
        Q(state="shipped", confirm_due_at__lte=late)
        | Q(state="completed", released_at__isnull=True, release_due_at__lte=late)
        | Q(state__in=["to_ship", "shipped", "completed"], released_at__isnull=True, backstop_at__lte=late)
        | Q(state__in=["to_ship", "shipped", "completed"], released_at__isnull=True, backstop_at__isnull=True)
    )
    for order in Order.objects.filter(overdue):
        yield f"order {order.pk}: {order.state}, its deadline is over and nothing happened"
