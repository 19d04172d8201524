"""What must hold of commission whatever happened; `manage.py check_ledger` proves it."""

from payments.invariants import question

PAYABLE_IS_SETTLED = """
    SELECT format('%s: sharer_payable is %s, settled commission not withdrawn or waived is %s',
        coalesce(account.owner_key, earned.payee_key), coalesce(account.balance, 0), coalesce(earned.fen, 0))
    FROM (SELECT owner_key, balance FROM payments_account WHERE kind = 'sharer_payable') account
    FULL JOIN (
        SELECT payee_key, sum(fen) AS fen FROM (
            SELECT payee_key, fen FROM orders_splitline WHERE fen IS NOT NULL
            UNION ALL
            SELECT 'user:' || user_id, -amount_fen FROM sharers_withdrawal WHERE state NOT IN ('failed', 'expired')
            UNION ALL
            SELECT 'user:' || user_id, -amount_fen FROM sharers_waiver
        ) line GROUP BY payee_key
    ) earned ON earned.payee_key = account.owner_key
    WHERE coalesce(account.balance, 0) <> coalesce(earned.fen, 0)
    ORDER BY 1
"""

ON_ITS_WAY_IS_OPEN = """
    SELECT format('%s: sharer_withdrawal is %s, open withdrawals are %s',
        coalesce(account.owner_key, way.owner_key), coalesce(account.balance, 0), coalesce(way.fen, 0))
    FROM (SELECT owner_key, balance FROM payments_account WHERE kind = 'sharer_withdrawal') account
    FULL JOIN (
        SELECT 'user:' || user_id AS owner_key, sum(amount_fen) AS fen FROM sharers_withdrawal
        WHERE state IN ('requested', 'sent', 'awaiting_confirmation') GROUP BY user_id
    ) way ON way.owner_key = account.owner_key
    WHERE coalesce(account.balance, 0) <> coalesce(way.fen, 0)
    ORDER BY 1
"""

WITHDRAWALS_HAVE_JOURNALS = """
    SELECT format('withdrawal %s (%s, %s fen): on its way in the books %s, paid %s, back %s',
        withdrawal.id, withdrawal.state, withdrawal.amount_fen,
        coalesce(begun.total, 0), coalesce(paid.total, 0), coalesce(back.total, 0))
    FROM sharers_withdrawal withdrawal
    LEFT JOIN payments_journal begun ON begun.key = 'withdrawal:' || withdrawal.id
    LEFT JOIN payments_journal paid ON paid.key = 'withdrawal:' || withdrawal.id || ':paid'
    LEFT JOIN payments_journal back ON back.key = 'withdrawal:' || withdrawal.id || ':back'
    WHERE begun.total IS DISTINCT FROM withdrawal.amount_fen
        OR coalesce(paid.total, 0) <> CASE withdrawal.state WHEN 'paid' THEN withdrawal.amount_fen ELSE 0 END
        OR coalesce(back.total, 0)
            <> CASE WHEN withdrawal.state IN ('failed', 'expired') THEN withdrawal.amount_fen ELSE 0 END
    ORDER BY withdrawal.id
"""

WAIVERS_HAVE_JOURNALS = """
    SELECT format('waiver %s of %s fen: booked %s', waiver.id, waiver.amount_fen, coalesce(journal.total, 0))
    FROM sharers_waiver waiver LEFT JOIN payments_journal journal ON journal.key = 'waiver:' || waiver.id
    WHERE coalesce(journal.total, 0) <> waiver.amount_fen
    ORDER BY waiver.id
"""

# An unaccepted gift may still turn out to be for the sharer; an accepted one must not be.
NOBODY_EARNS_ON_THEIR_OWN = """
    SELECT format('order %s: %s earns on an order of their own', orders.id, split.payee_key)
    FROM orders_splitline split JOIN orders_order orders ON orders.id = split.order_id
    WHERE split.payee_key = 'user:' || orders.buyer_id
        OR (split.payee_key = 'user:' || orders.owner_id AND split.fen IS NULL)
    ORDER BY orders.id
"""


def register(port):
    port.register(
        "sharers: sharer_payable = settled - withdrawn - waived commission", question(PAYABLE_IS_SETTLED)
    )
    port.register("sharers: sharer_withdrawal = open withdrawals", question(ON_ITS_WAY_IS_OPEN))
    port.register("sharers: withdrawals have their journals", question(WITHDRAWALS_HAVE_JOURNALS))
    port.register("sharers: waivers have their journals", question(WAIVERS_HAVE_JOURNALS))
    port.register("sharers: nobody earns on an order of their own", question(NOBODY_EARNS_ON_THEIR_OWN))
