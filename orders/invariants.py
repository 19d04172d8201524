"""What must hold of orders' money whatever happened; `manage.py check_ledger` proves it.

Before release an order's escrow is what was paid less what was given back; after it, 0. Fee and commission
are right to the fen, of what was neither given back nor disputed. The platform holds what is disputed and
nothing else. Every paid order and every open after-sale has an outcome or a deadline that still runs.
"""

from datetime import timedelta

from django.db.models import Exists, Q

from giftshop.clock import TransactionNow
from orders.aftersale.transitions import WAITING
from orders.models import AfterSale, Order
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
    SELECT format('order %s: fee %s is not %s bps of %s', id, fee_fen, fee_bps, fee_base_fen)
    FROM orders_order
    WHERE released_at IS NOT NULL
        AND (fee_base_fen IS NULL OR fee_fen IS DISTINCT FROM fee_base_fen * fee_bps / 10000)
    UNION ALL
    SELECT format('order %s: commission %s is not %s bps of %s', o.id, split.fen, split.bps, o.fee_base_fen)
    FROM orders_splitline split JOIN orders_order o ON o.id = split.order_id
    WHERE o.released_at IS NOT NULL AND split.fen IS DISTINCT FROM o.fee_base_fen * split.bps / 10000
"""

# After the release no after-sale begins, so one that was granted reduced the base, and so did one that was kept back.
BASES = """
    SELECT format('order %s: fee base %s of goods %s, of which %s were given back or disputed',
        o.id, o.fee_base_fen, o.goods_fen, coalesce(asked.fen, 0))
    FROM orders_order o
    LEFT JOIN (
        SELECT order_id, sum(goods_fen) AS fen FROM orders_aftersale WHERE state = 'refunded' OR kept_back
        GROUP BY order_id
    ) asked ON asked.order_id = o.id
    WHERE o.released_at IS NOT NULL AND o.fee_base_fen IS DISTINCT FROM o.goods_fen - coalesce(asked.fen, 0)
    ORDER BY o.id
"""

GOODS_BACK = """
    SELECT format('order %s: goods %s, given back %s, after-sales granted %s, goodwill %s',
        o.id, o.goods_fen, o.goods_back_fen, coalesce(granted.fen, 0), coalesce(goodwill.fen, 0))
    FROM orders_order o
    LEFT JOIN (
        SELECT order_id, sum(goods_fen) AS fen FROM orders_aftersale WHERE state = 'refunded' GROUP BY order_id
    ) granted ON granted.order_id = o.id
    LEFT JOIN (
        SELECT subject, sum(amount_fen) AS fen FROM payments_refund WHERE cause LIKE 'goodwill-%' GROUP BY subject
    ) goodwill ON goodwill.subject = 'order:' || o.id
    WHERE o.goods_back_fen <> coalesce(granted.fen, 0) + coalesce(goodwill.fen, 0) OR o.goods_back_fen > o.goods_fen
    ORDER BY o.id
"""

# Of an undecided dispute the platform holds what the release says, of everything else nothing.
HELD = """
    SELECT format('order %s: the platform holds %s, the undecided dispute says %s',
        coalesce(disputed.id::text, account.owner_key), coalesce(account.balance, 0), coalesce(disputed.held_fen, 0))
    FROM (SELECT owner_key, balance FROM payments_account WHERE kind = 'platform_held') account
    FULL JOIN (
        SELECT o.id, o.held_fen FROM orders_order o
        JOIN orders_aftersale aftersale ON aftersale.order_id = o.id AND aftersale.kept_back
            AND aftersale.state IN ('requested', 'approved', 'returning', 'appealed')
    ) disputed ON account.owner_key = 'order:' || disputed.id
    WHERE coalesce(account.balance, 0) <> coalesce(disputed.held_fen, 0)
    ORDER BY 1
"""


def register(port):
    port.register("orders: escrow = paid - refunds, and 0 once released", question(ESCROWS))
    port.register("orders: what is cancelled or refunded has gone back whole", question(NOT_GIVEN_BACK))
    port.register("orders: fee and commission to the fen", question(SHARES))
    port.register("orders: fee base = goods - given back - disputed", question(BASES))
    port.register("orders: goods given back are after-sales and goodwill", question(GOODS_BACK))
    port.register("orders: platform_held = undecided disputes", question(HELD))
    port.register("orders: every open after-sale has a live deadline", waiting_in_vain)
    port.register("orders: every paid order has an outcome or a live deadline", stuck)


def stuck():
    late = TransactionNow() - TARGET
    overdue = (
        Q(~Exists(AfterSale.objects.of_each_order().open()), state="shipped", confirm_due_at__lte=late)
        | Q(
            ~Exists(AfterSale.objects.of_each_order().holding()),
            state="completed",
            released_at__isnull=True,
            release_due_at__lte=late,
        )
        | Q(state__in=["to_ship", "shipped", "completed"], released_at__isnull=True, backstop_at__lte=late)
        | Q(state__in=["to_ship", "shipped", "completed"], released_at__isnull=True, backstop_at__isnull=True)
    )
    for order in Order.objects.filter(overdue):
        yield f"order {order.pk}: {order.state}, its deadline is over and nothing happened"


def waiting_in_vain():
    """An appeal waits for the operator alone."""
    waiting = AfterSale.objects.filter(state__in=WAITING)
    for aftersale in waiting.exclude(due_at__gt=TransactionNow() - TARGET):
        yield f"after-sale {aftersale.pk}: {aftersale.state}, its deadline is over and nothing happened"
