"""What must always be true of money. Each question names its broken rows; PostgreSQL refuses most beforehand."""

from django.db import connection

from payments.ports import INVARIANTS

JOURNALS_BALANCE = """
    SELECT format('journal %s: %s entries of %s, debits %s, credits %s, total %s',
        journal.key, count(entry.id), journal.entry_count,
        COALESCE(sum(entry.amount) FILTER (WHERE entry.side = 'D'), 0),
        COALESCE(sum(entry.amount) FILTER (WHERE entry.side = 'C'), 0), journal.total)
    FROM payments_journal journal LEFT JOIN payments_entry entry ON entry.journal_id = journal.id
    GROUP BY journal.id
    HAVING count(entry.id) <> journal.entry_count
        OR COALESCE(sum(entry.amount) FILTER (WHERE entry.side = 'D'), 0) <> journal.total
        OR COALESCE(sum(entry.amount) FILTER (WHERE entry.side = 'C'), 0) <> journal.total
    ORDER BY journal.id
"""

BALANCES_ARE_SUMS = """
    SELECT format('account %s %s: balance %s, entries sum to %s', account.kind, account.owner_key, account.balance,
        COALESCE(sum(CASE WHEN entry.side = account.normal_side THEN entry.amount ELSE -entry.amount END), 0))
    FROM payments_account account LEFT JOIN payments_entry entry ON entry.account_id = account.id
    WHERE account.balance IS NOT NULL
    GROUP BY account.id
    HAVING account.balance
        <> COALESCE(sum(CASE WHEN entry.side = account.normal_side THEN entry.amount ELSE -entry.amount END), 0)
    ORDER BY account.id
"""

WHOLE_LEDGER_IS_ZERO = """
    SELECT format('all debits exceed all credits by %s', sum(CASE side WHEN 'D' THEN amount ELSE -amount END))
    FROM payments_entry
    HAVING sum(CASE side WHEN 'D' THEN amount ELSE -amount END) <> 0
"""

REFUNDS_WITHIN_PAID = """
    SELECT format('attempt %s: received %s, refunds %s',
        attempt.number, attempt.received_fen, sum(refund.amount_fen))
    FROM payments_attempt attempt JOIN payments_refund refund ON refund.attempt_id = attempt.id
    GROUP BY attempt.id
    HAVING sum(refund.amount_fen) > COALESCE(attempt.received_fen, 0)
    ORDER BY attempt.id
"""

REFUND_PAYABLE_IS_OWED = """
    SELECT format('refund_payable is %s, refunds not yet paid back are %s', ledger.fen, owed.fen)
    FROM (
        SELECT COALESCE(sum(CASE entry.side WHEN 'C' THEN entry.amount ELSE -entry.amount END), 0) AS fen
        FROM payments_entry entry JOIN payments_account account ON account.id = entry.account_id
        WHERE account.kind = 'refund_payable'
    ) ledger, (
        SELECT COALESCE(sum(amount_fen), 0) AS fen FROM payments_refund WHERE state NOT IN ('succeeded', 'paid_out')
    ) owed
    WHERE ledger.fen <> owed.fen
"""

REFUNDS_HAVE_JOURNALS = """
    SELECT format('refund %s (%s, %s fen): asked for in the books %s, paid back %s',
        refund.id, refund.state, refund.amount_fen, COALESCE(asked.total, 0), COALESCE(done.total, 0))
    FROM payments_refund refund
    LEFT JOIN payments_journal asked ON asked.key = 'refund:' || refund.id
    LEFT JOIN payments_journal done ON done.key = 'refund:' || refund.id || ':done'
    WHERE asked.total IS DISTINCT FROM refund.amount_fen
        OR COALESCE(done.total, 0)
            <> CASE WHEN refund.state IN ('succeeded', 'paid_out') THEN refund.amount_fen ELSE 0 END
    ORDER BY refund.id
"""

# What shops owe is what of their refunds is still on its way, the provider takes it from them when it pays; and the
# platform's part of what could not be split, less what of that was to be given back.
RECEIVABLE_IS_OWED = """
    SELECT format('%s: merchant_receivable is %s, its refunds on their way take %s',
        COALESCE(account.owner_key, owed.owner_key), COALESCE(account.balance, 0), COALESCE(owed.fen, 0))
    FROM (SELECT owner_key, balance FROM payments_account WHERE kind = 'merchant_receivable') account
    FULL JOIN (
        SELECT 'shop:' || payment.shop_id AS owner_key, sum(owing.fen) AS fen
        FROM (
            SELECT payment_id, merchant_fen AS fen FROM payments_refund WHERE state NOT IN ('succeeded', 'paid_out')
            UNION ALL
            SELECT payment_id, amount_fen FROM payments_split WHERE state = 'failed' AND of_id IS NULL
            UNION ALL
            SELECT back.payment_id, -back.amount_fen
            FROM payments_split back JOIN payments_split whole ON whole.id = back.of_id
            WHERE whole.state = 'failed' AND back.state = 'done'
        ) owing JOIN payments_payment payment ON payment.id = owing.payment_id
        WHERE owing.fen <> 0
        GROUP BY payment.shop_id
    ) owed ON owed.owner_key = account.owner_key
    WHERE COALESCE(account.balance, 0) <> COALESCE(owed.fen, 0)
    ORDER BY 1
"""

LATE_MONEY_GOES_BACK = """
    SELECT format('attempt %s: %s fen paid no payment; late journal %s, late refund %s',
        attempt.number, attempt.received_fen, COALESCE(journal.total, 0), COALESCE(refund.amount_fen, 0))
    FROM payments_attempt attempt
    LEFT JOIN payments_payment payment ON payment.paid_attempt_id = attempt.id
    LEFT JOIN payments_journal journal ON journal.key = 'attempt:' || attempt.id || ':late'
    LEFT JOIN payments_refund refund
        ON refund.subject = 'attempt:' || attempt.id
        AND refund.cause = 'late-payment'
        AND refund.attempt_id = attempt.id
    WHERE attempt.state = 'succeeded' AND payment.id IS NULL AND (
        journal.total IS DISTINCT FROM attempt.received_fen OR refund.amount_fen IS DISTINCT FROM attempt.received_fen
    )
    ORDER BY attempt.id
"""

PAID_MONEY_IS_RIGHT = """
    SELECT format('payment %s: asks %s, attempt %s (%s) of payment %s brought %s',
        payment.number, payment.amount_fen, attempt.number, attempt.state, attempt.payment_id, attempt.received_fen)
    FROM payments_payment payment JOIN payments_attempt attempt ON attempt.id = payment.paid_attempt_id
    WHERE attempt.payment_id <> payment.id OR attempt.received_fen IS DISTINCT FROM payment.amount_fen
    ORDER BY payment.id
"""

# Whatever came in was booked once, to whichever end.
RECEIPTS_ARE_BOOKED = """
    SELECT format('provider_clearing was debited %s, attempts brought %s', ledger.fen, received.fen)
    FROM (
        SELECT COALESCE(sum(entry.amount), 0) AS fen
        FROM payments_entry entry JOIN payments_account account ON account.id = entry.account_id
        WHERE account.kind = 'provider_clearing' AND entry.side = 'D'
    ) ledger, (
        SELECT COALESCE(sum(received_fen), 0) AS fen FROM payments_attempt
    ) received
    WHERE ledger.fen <> received.fen
"""

# What is owed to shops is what their splits have still to bring them.
PAYABLE_IS_SPLIT = """
    SELECT format('%s: merchant_payable is %s, its splits have still to bring %s',
        COALESCE(account.owner_key, owed.owner_key), COALESCE(account.balance, 0), COALESCE(owed.fen, 0))
    FROM (SELECT owner_key, balance FROM payments_account WHERE kind = 'merchant_payable') account
    FULL JOIN (
        SELECT 'shop:' || payment.shop_id AS owner_key, sum(split.merchant_fen) AS fen
        FROM payments_split split JOIN payments_payment payment ON payment.id = split.payment_id
        WHERE split.state IN ('created', 'sent') OR (split.state = 'failed' AND split.of_id IS NOT NULL)
        GROUP BY payment.shop_id
    ) owed ON owed.owner_key = account.owner_key
    WHERE COALESCE(account.balance, 0) <> COALESCE(owed.fen, 0)
    ORDER BY 1
"""

SPLITS_HAVE_JOURNALS = """
    SELECT format('split %s (%s): booked %s, to the merchant %s, to the platform %s',
        split.id, split.state, COALESCE(journal.total, 0), split.merchant_fen, split.amount_fen)
    FROM payments_split split LEFT JOIN payments_journal journal ON journal.key = 'split:' || split.id
    WHERE COALESCE(journal.total, 0) <> CASE
        WHEN split.state = 'done' THEN split.merchant_fen
        WHEN split.state = 'failed' AND split.of_id IS NULL THEN split.merchant_fen + split.amount_fen
        ELSE 0
    END
    ORDER BY split.id
"""

QUESTIONS = {
    "payments.journals_balance": JOURNALS_BALANCE,
    "payments.balances_are_sums": BALANCES_ARE_SUMS,
    "payments.whole_ledger_is_zero": WHOLE_LEDGER_IS_ZERO,
    "payments.refunds_within_paid": REFUNDS_WITHIN_PAID,
    "payments.refund_payable_is_owed": REFUND_PAYABLE_IS_OWED,
    "payments.refunds_have_journals": REFUNDS_HAVE_JOURNALS,
    "payments.receivable_is_owed": RECEIVABLE_IS_OWED,
    "payments.payable_is_split": PAYABLE_IS_SPLIT,
    "payments.splits_have_journals": SPLITS_HAVE_JOURNALS,
    "payments.late_money_goes_back": LATE_MONEY_GOES_BACK,
    "payments.paid_money_is_right": PAID_MONEY_IS_RIGHT,
    "payments.receipts_are_booked": RECEIPTS_ARE_BOOKED,
}


def question(sql):
    """A handler of INVARIANTS: every row that `sql` finds is a broken one."""

    def broken():
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return [line for (line,) in cursor.fetchall()]

    return broken


def register():
    for name, sql in QUESTIONS.items():
        INVARIANTS.register(name, question(sql))
