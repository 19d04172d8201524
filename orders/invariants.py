"""What must hold of orders' money whatever happened; `manage.py check_ledger` proves it.

Before release an order's escrow is what was paid less what was given back; after it, 0. Fee and commission
are right to the fen. Every paid order has an outcome or a deadline that still runs.
"""

from datetime import timedelta

from django.db.models import Q

from giftshop.clock import TransactionNow
from orders.models import Order
from payments.invariants import question

TARGET = timedelta(hours=1)  # how late a sweep of days may be before somebody has to look

ESCROWS = """
    SELECT format('order %s: paid %s, refunded %s, released %s, escrow %s',
        o.id, o.goods_fen + o.freight_fen, coalesce(back.fen, 0), o.released_at, a.balance)
    FROM orders_order o
    LEFT JOIN payments_account a ON a.kind = 'escrow' AND a.owner_key = 'order:' || o.id
    LEFT JOIN (
        SELECT subject, sum(amount_fen) AS fen FROM payments_refund GROUP BY subject
    ) back ON back.subject = 'order:' || o.id
    WHERE o.paid_at IS NOT NULL
      AND coalesce(a.balance, -1)
          <> CASE WHEN o.released_at IS NULL THEN o.goods_fen + o.freight_fen - coalesce(back.fen, 0) ELSE 0 END
    ORDER BY o.id
"""

NOT_GIVEN_BACK = """
    SELECT format('order %s: closed, but its escrow still holds %s', o.id, a.balance)
    FROM orders_order o JOIN payments_account a ON a.kind = 'escrow' AND a.owner_key = 'order:' || o.id
    WHERE o.state IN ('cancelled', 'refunded') AND a.balance > 0
    ORDER BY o.id
"""

# The division of whole numbers rounds down, as `giftshop.money.share` does.
SHARES = """
    SELECT format('order %s: fee %s is not %s bps of %s', id, fee_fen, fee_bps, goods_fen)
    FROM orders_order
    WHERE released_at IS NOT NULL AND fee_fen IS DISTINCT FROM goods_fen * fee_bps / 10000
    UNION ALL
    SELECT format('order %s: commission %s is not %s bps of %s', o.id, split.fen, split.bps, o.goods_fen)
    FROM orders_splitline split JOIN orders_order o ON o.id = split.order_id
    WHERE o.released_at IS NOT NULL AND split.fen IS DISTINCT FROM o.goods_fen * split.bps / 10000
"""


def register(port):
    port.register("orders: escrow = paid - refunds, and 0 once released", question(ESCROWS))
    port.register("orders: what is cancelled or refunded has gone back whole", question(NOT_GIVEN_BACK))
    port.register("orders: fee and commission to the fen", question(SHARES))
    port.register("orders: every paid order has an outcome or a live deadline", stuck)


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
