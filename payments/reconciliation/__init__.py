"""The provider's bill of a day against our books, line by line; what differs becomes a row that an operator resolves.

Our side are the rows of payments, refunds and splits; that these are the ledger to the fen `check_ledger` proves. A
day is Beijing's. What a bill has shown is marked with its day: a split that was done a second before midnight, and of
which we heard a second after, stands in the bill of the day before.
"""

import logging
from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils.timezone import localdate

from giftshop.clock import TransactionNow, db_now
from payments import providers
from payments.models import Attempt, Difference, Reconciliation
from payments.providers.base import Unknown
from payments.reconciliation.books import BOOKS
from payments.refusals import EvidenceMissing

log = logging.getLogger(__name__)

Kind = Difference.Kind
LOOK_BACK = timedelta(days=7)  # days whose bill could not be had are asked for again
BY_ITSELF = "–"
BILL_READY = timedelta(hours=10, minutes=30)  # WeChat makes it until 10:00


def reconcile(day: date, provider_name: str) -> list[Difference]:
    """Compare the bill of `day`; the differences that stand open of it. Doing it again is harmless.

    Raises NotSetUp, and Unknown while there is no bill yet.
    """
    bill = providers.get(provider_name).bill(day)
    lines = defaultdict(list)
    for line in bill:
        lines[line.kind].append(line)
    with transaction.atomic():
        found = [
            (what, kind, number, ours, theirs)
            for what, books in BOOKS.items()
            for kind, number, ours, theirs in _compare(books, provider_name, day, lines[what])
        ]
        _keep(provider_name, day, found)
        Reconciliation.objects.update_or_create(
            provider=provider_name, day=day, defaults={"lines": len(bill), "done_at": TransactionNow()}
        )
    return list(Difference.objects.open().filter(provider=provider_name, day=day).order_by("pk"))


def daily():
    """Chore: yesterday's bill, and those of the days before that could not be had, of every provider that is used."""
    last = localdate(db_now() - BILL_READY) - timedelta(days=1)
    days = {last - timedelta(days=back) for back in range(LOOK_BACK.days)}
    for name, since in Attempt.objects.values_list("provider").annotate(since=Min("created_at")):
        known = set(Reconciliation.objects.filter(provider=name, day__in=days).values_list("day", flat=True))
        for day in sorted(days - known):
            if day >= localdate(since):
                _try(day, name)


def _try(day, provider_name):
    try:
        reconcile(day, provider_name)
    except (providers.NotSetUp, Unknown) as error:
        log.warning("no bill of %s for %s yet: %s", provider_name, day, type(error).__name__)


def resolve(pk: int, *, operator, resolution: str) -> Difference:
    """The operator has found out and dealt with it; `resolution` says how. Raises EvidenceMissing."""
    resolution = " ".join(resolution.split())[:500]
    if not resolution:
        raise EvidenceMissing
    Difference.objects.open().filter(pk=pk).update(
        resolved_at=TransactionNow(), resolved_by=operator, resolution=resolution
    )
    return Difference.objects.get(pk=pk)


def _compare(books, provider_name, day, lines):
    """(kind, number, our fen, their fen) of whatever differs; marks what the bill shows."""
    known = books.known(provider_name, {line.number for line in lines})
    shown = set()
    for line in lines:
        row = known.get(line.number)
        if line.number in shown:
            yield Kind.TWICE, line.number, row and row.amount_fen, line.amount_fen
            continue
        shown.add(line.number)
        yield from _differences(row, line, day, books.reference(line))
    matched = [row.pk for number, row in known.items() if number in shown and row.billed_on is None]
    books.rows.filter(pk__in=matched).update(billed_on=day)
    Difference.objects.open().filter(provider=provider_name, kind=Kind.MISSING, number__in=shown).update(
        resolved_at=TransactionNow(), resolution=BY_ITSELF
    )
    for row in books.missing(provider_name, day):
        if row.number not in shown:
            yield Kind.MISSING, row.number, row.amount_fen, None


def _differences(row, line, day, reference):
    if row is None:
        yield Kind.UNKNOWN, line.number, None, line.amount_fen
        return
    if not row.happened:
        yield Kind.STATE, line.number, row.amount_fen, line.amount_fen
        return
    differs = [
        (Kind.AMOUNT, row.amount_fen != line.amount_fen),
        (Kind.REFERENCE, row.reference != reference),
        (Kind.DAY, row.billed_on not in {None, day}),
    ]
    for kind, is_so in differs:
        if is_so:
            yield kind, line.number, row.amount_fen, line.amount_fen


def _keep(provider_name, day, found):
    """Write what was found; what is no longer found has resolved itself."""
    of_day = Difference.objects.filter(provider=provider_name, day=day)
    Difference.objects.bulk_create(
        [
            Difference(
                provider=provider_name,
                day=day,
                what=what,
                kind=kind,
                number=number,
                ours_fen=ours,
                theirs_fen=theirs,
            )
            for what, kind, number, ours, theirs in found
        ],
        ignore_conflicts=True,
    )
    still = {(what, kind, number) for what, kind, number, _, _ in found}
    gone = [row.pk for row in of_day.open() if (row.what, row.kind, row.number) not in still]
    of_day.filter(pk__in=gone).update(resolved_at=TransactionNow(), resolution=BY_ITSELF)
