"""Posting journals: any number of them in two statements, whatever the caller's transaction does besides."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, F, Sum, When

from payments.ledger.models import CREDIT, DEBIT, DEBIT_KINDS, HOT_KINDS, Account, Kind


@dataclass(frozen=True, slots=True)
class Line:
    side: str
    kind: str
    owner: str
    fen: int


def debit(kind, owner, fen):
    """`fen` on the debit side of the account `kind` of `owner` ('' for an account that the house has once)."""
    return Line(DEBIT, kind, owner, fen)


def credit(kind, owner, fen):
    """`fen` on the credit side of the account `kind` of `owner`."""
    return Line(CREDIT, kind, owner, fen)


@dataclass(frozen=True, slots=True)
class Posting:
    """One journal to be. `key` names what happened and is good once; `reverses` is the id of the one it takes back."""

    key: str
    kind: str
    entries: list[Line]
    reverses: int | None = None


# In one order, so that two transactions that need the same new accounts queue and do not deadlock.
OPEN_ACCOUNTS = """
    INSERT INTO payments_account (kind, owner_key, normal_side, balance)
    SELECT wanted.kind, wanted.owner_key,
        CASE WHEN wanted.kind = ANY(%(debit_kinds)s) THEN 'D' ELSE 'C' END,
        CASE WHEN wanted.kind = ANY(%(hot_kinds)s) THEN NULL ELSE 0 END
    FROM unnest(%(kinds)s::text[], %(owners)s::text[]) AS wanted (kind, owner_key)
    WHERE NOT EXISTS (
        SELECT FROM payments_account known
        WHERE known.kind = wanted.kind AND known.owner_key = wanted.owner_key
    )
    ORDER BY wanted.kind, wanted.owner_key
    ON CONFLICT DO NOTHING
"""

# Journals and their entries in one statement: what PostgreSQL checks of them it may check as soon as it ends.
WRITE = """
    WITH journal AS (
        INSERT INTO payments_journal (key, kind, entry_count, total, reverses_id)
        SELECT * FROM unnest(
            %(keys)s::text[], %(journal_kinds)s::text[], %(counts)s::int[], %(totals)s::bigint[], %(reverses)s::bigint[]
        )
        RETURNING id, key
    )
    INSERT INTO payments_entry (journal_id, account_id, side, amount)
    SELECT journal.id, account.id, line.side, line.amount
    FROM unnest(
        %(line_keys)s::text[], %(line_kinds)s::text[], %(line_owners)s::text[],
        %(line_sides)s::text[], %(line_amounts)s::bigint[]
    ) WITH ORDINALITY AS line (key, kind, owner_key, side, amount, place)
    JOIN journal ON journal.key = line.key
    JOIN payments_account account ON account.kind = line.kind AND account.owner_key = line.owner_key
    ORDER BY line.place
"""


def post(postings: Iterable[Posting]):
    """Write all `postings` in the caller's transaction, opening accounts that do not exist yet. Amounts are fen.

    Lines of 0 fen are left out. The accounts that keep a balance are locked by primary key until the transaction ends.
    PostgreSQL refuses with an IntegrityError: a key that exists, an overdraft, a negative amount, and, when the
    transaction commits at the latest, a journal whose sides differ.
    """
    postings = list(postings)
    if not postings:
        return
    lines = [(posting, line) for posting in postings for line in posting.entries if line.fen]
    accounts = sorted({(line.kind, line.owner) for _, line in lines})
    with connection.cursor() as cursor:
        cursor.execute(
            OPEN_ACCOUNTS,
            {
                "kinds": [kind for kind, _ in accounts],
                "owners": [owner for _, owner in accounts],
                "debit_kinds": [kind.value for kind in DEBIT_KINDS],
                "hot_kinds": [kind.value for kind in HOT_KINDS],
            },
        )
        cursor.execute(WRITE, _journal_columns(postings) | _line_columns(lines))


def _journal_columns(postings):
    entries = [[line for line in posting.entries if line.fen] for posting in postings]
    return {
        "keys": [posting.key for posting in postings],
        "journal_kinds": [posting.kind for posting in postings],
        "counts": [len(lines) for lines in entries],
        "totals": [sum(line.fen for line in lines if line.side == DEBIT) for lines in entries],
        "reverses": [posting.reverses for posting in postings],
    }


def _line_columns(lines):
    return {
        "line_keys": [posting.key for posting, _ in lines],
        "line_kinds": [line.kind for _, line in lines],
        "line_owners": [line.owner for _, line in lines],
        "line_sides": [line.side for _, line in lines],
        "line_amounts": [line.fen for _, line in lines],
    }


def balance(kind: str, owner: str = "") -> int:
    """The balance in fen, on the account's normal side; 0 where nothing was ever posted."""
    return balances(kind, [owner])[owner]


def balances(kind: str, owners: Iterable[str]) -> dict[str, int]:
    """Owner → balance in fen, 0 for owners without an account."""
    accounts = Account.objects.filter(kind=kind, owner_key__in=owners)
    if kind in HOT_KINDS:
        signed = Case(
            When(entries__side=F("normal_side"), then="entries__amount"), default=-F("entries__amount")
        )
        accounts = accounts.annotate(summed=Sum(signed, default=0)).values_list("owner_key", "summed")
    else:
        accounts = accounts.values_list("owner_key", "balance")
    return dict.fromkeys(owners, 0) | dict(accounts)


__all__ = ["Kind", "Line", "Posting", "balance", "balances", "credit", "debit", "post"]
