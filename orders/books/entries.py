"""What the ledger says of one order, line by line: every journal, and where its money came from and went."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from orders.books import statement
from payments.ledger.models import DEBIT, DEBIT_KINDS, Entry
from payments.models import Split

WORDS = statement.WORDS | {
    "paid": _("Paid, and held"),
    "refund": _("To be paid back"),
    "refund_done": _("Paid back"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """`moves` are (the account, by how many fen it grew)."""

    at: datetime
    words: str
    moves: list
    journal_id: int


def of(order) -> list[Line]:
    """The oldest first. Three queries."""
    keys = [f"{order.subject}:{what}" for what in ("paid", "release", "held")]
    for refund in order.refunds.values_list("pk", flat=True):
        keys += [f"refund:{refund}", f"refund:{refund}:done"]
    splits = dict(Split.objects.filter(subject=order.subject).values_list("pk", "state"))
    keys += [f"split:{split}" for split in splits]
    failed = {f"split:{split}" for split, state in splits.items() if state == Split.State.FAILED}
    entries = Entry.objects.filter(journal__key__in=keys).select_related("journal", "account")
    journals = {}
    for entry in entries.order_by("journal", "pk"):
        journals.setdefault(entry.journal, []).append(entry)
    return [_line(journal, entries, journal.key in failed) for journal, entries in journals.items()]


def _line(journal, entries, has_failed):
    moves = [(entry.account.get_kind_display(), _grown(entry)) for entry in entries]
    words = WORDS["split_failed" if has_failed else journal.kind]
    return Line(at=journal.at, words=words, moves=moves, journal_id=journal.pk)


def _grown(entry):
    grows = (entry.side == DEBIT) == (entry.account.kind in DEBIT_KINDS)
    return entry.amount if grows else -entry.amount
