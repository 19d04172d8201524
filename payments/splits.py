"""Asking for a released order's money to be divided at the provider. Carrying it out is the splitter's."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from giftshop import deadlines
from payments.models.payment import Payment
from payments.models.split import Split


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitRequest:
    """`amount_fen` is the platform's, `merchant_fen` what the ledger owes the shop for `subject`."""

    payment_id: int
    subject: str
    amount_fen: int
    merchant_fen: int


def request(rows: Iterable[SplitRequest]):
    """Ask for splits in the caller's transaction, any number at once. Each subject is split once: a second time is an
    IntegrityError.
    """
    rows = list(rows)
    paid_by = dict(
        Payment.objects.filter(pk__in={row.payment_id for row in rows}).values_list("pk", "paid_attempt")
    )
    Split.objects.bulk_create(
        Split(
            payment_id=row.payment_id,
            attempt_id=paid_by[row.payment_id],
            subject=row.subject,
            amount_fen=row.amount_fen,
            merchant_fen=row.merchant_fen,
        )
        for row in rows
    )
    if rows:
        _nudge()


def give_back(subject: str, *, amount_fen: int, merchant_fen: int):
    """Return `amount_fen` of the split of `subject` from the platform to the merchant, in the caller's transaction.

    `merchant_fen` of it is what the ledger owes the shop; the rest pays for a refund out of the merchant's account.
    """
    split = Split.objects.get(subject=subject, of=None)
    Split.objects.create(
        payment_id=split.payment_id,
        attempt_id=split.attempt_id,
        of=split,
        subject=subject,
        amount_fen=amount_fen,
        merchant_fen=merchant_fen,
    )
    _nudge()


def _nudge():
    transaction.on_commit(lambda: deadlines.nudge("payments.splits"), robust=True)
