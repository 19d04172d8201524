"""The limit of expiry: what PostgreSQL needs to write the same rows, asked by nobody but psycopg2.

The same batches through the same triggers and constraints, one transaction each. No look at what a rule says, no lock
but the claim: whatever `deadlines.run` takes longer than this is what the house costs.
"""

from django.db import connection, transaction

BATCH = 500

CLAIM = """
    SELECT id, order_id FROM gifts_gift WHERE state = 'pending' AND expire_after <= now()
    ORDER BY expire_after LIMIT %s FOR NO KEY UPDATE SKIP LOCKED
"""

GIFTS = (
    "UPDATE gifts_gift SET state = 'expired', closed_at = now(), decline_word = '' WHERE id = ANY(%(gifts)s)"
)

ORDERS = """
    UPDATE orders_order SET state = 'cancelled', closed_at = now(), close_reason = 'expired' WHERE id = ANY(%(orders)s)
"""

EVENTS = """
    INSERT INTO giftshop_event (subject, shop_id, kind, data)
    SELECT 'gift:' || gift.id, purchase.shop_id, 'gift.expired', '{}'::jsonb
    FROM gifts_gift gift JOIN orders_order purchase ON purchase.id = gift.order_id WHERE gift.id = ANY(%(gifts)s)
    UNION ALL
    SELECT 'order:' || id, shop_id, 'order.given_back', '{"reason": "expired"}'::jsonb FROM orders_order
    WHERE id = ANY(%(orders)s)
"""

REFUNDS = """
    WITH refund AS (
        INSERT INTO payments_refund (payment_id, attempt_id, subject, cause, amount_fen)
        SELECT payment.id, payment.paid_attempt_id, 'order:' || purchase.id, 'expired', payment.amount_fen
        FROM orders_order purchase JOIN payments_payment payment ON payment.id = purchase.payment_id
        WHERE purchase.id = ANY(%(orders)s)
        RETURNING id, subject, amount_fen
    ), journal AS (
        INSERT INTO payments_journal (key, kind, entry_count, total)
        SELECT 'refund:' || id, 'refund', 2, amount_fen FROM refund
        RETURNING id, key
    )
    INSERT INTO payments_entry (journal_id, account_id, side, amount)
    SELECT journal.id, account.id, side, amount_fen
    FROM refund
    JOIN journal ON journal.key = 'refund:' || refund.id
    CROSS JOIN (VALUES ('D', 'escrow'), ('C', 'refund_payable')) AS line (side, kind)
    JOIN payments_account account
        ON account.kind = line.kind AND account.owner_key = CASE side WHEN 'D' THEN refund.subject ELSE '' END
"""

# By primary key, so that two workers queue instead of deadlocking.
STOCK = """
    WITH locked AS (
        SELECT variant.id, back.units
        FROM shops_variant variant
        JOIN (
            SELECT variant_id, sum(quantity) AS units FROM orders_line WHERE order_id = ANY(%(orders)s)
            GROUP BY variant_id
        ) back ON back.variant_id = variant.id
        ORDER BY variant.id FOR NO KEY UPDATE OF variant
    )
    UPDATE shops_variant SET stock = stock + locked.units FROM locked WHERE shops_variant.id = locked.id
"""

ACCOUNT = """
    INSERT INTO payments_account (kind, owner_key, normal_side) VALUES ('refund_payable', '', 'C')
    ON CONFLICT DO NOTHING
"""


def expire():
    """Until nothing is due; the number of gifts."""
    with connection.cursor() as cursor:
        cursor.execute(ACCOUNT)
    handled = 0
    while step := _step():
        handled += step
    return handled


def _step():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CLAIM, [BATCH])
        if claimed := cursor.fetchall():
            ids = dict(zip(["gifts", "orders"], map(list, zip(*claimed, strict=True)), strict=True))
            for statement in [GIFTS, ORDERS, EVENTS, REFUNDS, STOCK]:
                cursor.execute(statement, ids)
        return len(claimed)
