"""Asking for money to go back. Carrying it out is the executor's."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from giftshop import deadlines
from payments import ledger
from payments.ledger import Posting, credit, debit
from payments.models.refund import Refund


class RefundImpossible(Exception):
    """It contradicts the books: unpaid, more than was paid, or the same cause with another amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRequest:
    """`sources`: the ledger accounts that the money leaves, as (kind, owner, fen). Without `attempt_id`: what paid."""

    payment_id: int
    subject: str
    cause: str
    sources: tuple[tuple[str, str, int], ...]
    attempt_id: int | None = None

    @property
    def amount_fen(self):
        return sum(fen for _, _, fen in self.sources)

    @property
    def merchant_fen(self):
        """What of it the provider takes from the merchant's own account."""
        return sum(fen for kind, _, fen in self.sources if kind == "merchant_receivable")

    @property
    def after_split(self):
        """Whether the money was divided before: then some of it is with the merchant or held by the platform."""
        return any(kind in {"merchant_receivable", "platform_held"} for kind, _, _ in self.sources)


INSERT = """
    INSERT INTO payments_refund (payment_id, attempt_id, subject, cause, amount_fen, merchant_fen, after_split)
    SELECT payment.id, COALESCE(asked.attempt_id, payment.paid_attempt_id), asked.subject, asked.cause,
        asked.amount_fen, asked.merchant_fen, asked.after_split
    FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::boolean[])
        AS asked (payment_id, attempt_id, subject, cause, amount_fen, merchant_fen, after_split)
    JOIN payments_payment payment ON payment.id = asked.payment_id
    ON CONFLICT (subject, cause) DO NOTHING
    RETURNING id, attempt_id, subject, cause
"""

TOO_MUCH = """
    SELECT attempt.number
    FROM payments_attempt attempt
    JOIN payments_refund refund ON refund.attempt_id = attempt.id
    WHERE attempt.id = ANY(%s)
    GROUP BY attempt.id
    HAVING sum(refund.amount_fen) > COALESCE(attempt.received_fen, 0) OR sum(refund.tries) > %s
"""
MOST = 50  # refunds of one trade, as WeChat counts them; the rules end far below


def request(rows: Iterable[RefundRequest]) -> list[int]:
    """Ask for refunds in the caller's transaction, any number at once; the ids of the new ones.

    The caller has locked the payments, so nobody else refunds them meanwhile. A cause that exists already for its
    subject is left as it is. Raises RefundImpossible, and IntegrityError when a source holds too little. Each new
    refund has the journal `refund:<id>`, sources → refund_payable; the sweep is told after commit.
    """
    rows = list(rows)
    if not rows:
        return []
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [list(column) for column in zip(*map(_columns, rows), strict=True)])
        made = cursor.fetchall()
        cursor.execute(TOO_MUCH, [[attempt for _, attempt, _, _ in made], MOST])
        if excess := cursor.fetchall():
            raise RefundImpossible(
                f"more than was paid, or too often: {', '.join(number for (number,) in excess)}"
            )
    ids = {(subject, cause): pk for pk, _, subject, cause in made}
    _refuse_contradictions([row for row in rows if (row.subject, row.cause) not in ids])
    ledger.post(_posting(ids[row.subject, row.cause], row) for row in rows if (row.subject, row.cause) in ids)
    transaction.on_commit(lambda: deadlines.nudge("payments.refunds"), robust=True)
    return sorted(ids.values())


def _columns(row):
    money = row.amount_fen, row.merchant_fen, row.after_split
    return row.payment_id, row.attempt_id, row.subject, row.cause, *money


def _posting(pk, row):
    taken = [debit(kind, owner, fen) for kind, owner, fen in row.sources]
    return Posting(f"refund:{pk}", "refund", [*taken, credit("refund_payable", "", row.amount_fen)])


def _refuse_contradictions(rows):
    """What was asked for before must be what is asked for now."""
    if not rows:
        return
    known = Refund.objects.filter(subject__in={row.subject for row in rows})
    amounts = {(refund.subject, refund.cause): refund.amount_fen for refund in known}
    for row in rows:
        if amounts.get((row.subject, row.cause)) != row.amount_fen:
            raise RefundImpossible(
                f"{row.subject} {row.cause}: not payable, or asked for before with another amount"
            )
