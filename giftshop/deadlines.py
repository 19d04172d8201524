"""Sweeps: what happens when a deadline has passed.

A deadline is a column with a partial index on the open rows. A sweep claims due rows with `FOR UPDATE SKIP
LOCKED`, so any number of workers may run it at once and none of them waits or does a row twice.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from celery import current_app
from django.db import transaction
from django.db.models import Count, Min, QuerySet

from giftshop.clock import TransactionNow

log = logging.getLogger(__name__)

TASK = "giftshop.sweep"
SNOOZE = timedelta(minutes=5)  # how long a row that failed is left alone
NEWS = 5  # seconds after which a nudge is dropped: by then the next look has come
SILENCE = 10  # seconds without nudges after one could not be sent
BUDGET = 20  # seconds after which a run leaves the rest to the next look

_sweeps = {}


class Poisoned(Exception):
    """Rows that cannot be swept were left for the next look."""


@dataclass(frozen=True)
class Sweep:
    """`due()` is the queryset of due rows in order; `column` is the timestamp that makes them due, "" if none does.

    `act(ids)` gets the locked ids inside one transaction and must leave them no longer due.
    """

    name: str
    due: Callable[[], QuerySet]
    column: str
    act: Callable[[list[int]], None]
    batch: int = 500

    def step(self):
        """One batch; the number of rows that were due."""
        ids = []
        try:
            with transaction.atomic():
                ids = self._claim(self.due()[: self.batch])
                if ids:
                    self.act(ids)
        except Exception:
            if not ids:
                raise
            log.exception("sweep %s: a batch of %d failed, going row by row", self.name, len(ids))
            self._one_by_one(ids)
        return len(ids)

    def _one_by_one(self, ids):
        """A poison row falls out of its batch alone; it is pushed forward and shouted about. Raises Poisoned for rows
        that cannot be pushed forward, so that this run does not meet them for ever.
        """
        poison = []
        for pk in ids:
            try:
                with transaction.atomic():
                    if self._claim(self.due().filter(pk=pk)):
                        self.act([pk])
            except Exception:
                log.exception("sweep %s: row %d cannot be swept", self.name, pk)
                poison.append(pk)
        if self.column:
            snoozed = {self.column: TransactionNow() + SNOOZE}
            self.due().filter(pk__in=poison).order_by().update(**snoozed)
        elif poison:
            raise Poisoned(f"{self.name}: {len(poison)} of {len(ids)} rows")

    def _claim(self, rows):
        rows = rows.select_for_update(skip_locked=True, no_key=True, of=("self",))
        return list(rows.values_list("pk", flat=True))


@dataclass(frozen=True)
class LeasedSweep:
    """For work that calls somebody outside, which no transaction may wait for.

    Claiming pushes `column` forward by `lease` and commits; `act(pk)` then runs outside any transaction and
    sets the column to when it wants to be tried again, or makes the row no longer due. If the worker dies,
    the lease runs out by itself.
    """

    name: str
    due: Callable[[], QuerySet]
    column: str
    act: Callable[[int], None]
    lease: timedelta = timedelta(minutes=1)
    batch: int = 20

    def step(self):
        ids = self._claim()
        for pk in ids:
            try:
                self.act(pk)
            except Exception:
                log.exception("sweep %s: row %d failed; tried again after its lease", self.name, pk)
        return len(ids)

    def _claim(self):
        with transaction.atomic():
            rows = self.due().select_for_update(skip_locked=True, no_key=True, of=("self",))
            ids = list(rows[: self.batch].values_list("pk", flat=True))
            self.due().model._base_manager.filter(pk__in=ids).update(
                **{self.column: TransactionNow() + self.lease}
            )
        return ids


@dataclass(frozen=True)
class Chore:
    """A sweep without rows of its own: `act()` may run at any time; how much it did, None if once is enough."""

    name: str
    act: Callable[[], int | None]

    def step(self):
        return self.act() or 0


def register(sweep):
    if _sweeps.setdefault(sweep.name, sweep) is not sweep:
        raise RuntimeError(f"sweep {sweep.name} is registered twice")


def names():
    return sorted(_sweeps)


def backlog():
    """[(sweep, how many rows are due, since when), …], who waits longest first. Chores have no rows."""
    waiting = []
    for name, sweep in _sweeps.items():
        if column := getattr(sweep, "column", ""):
            due = sweep.due().order_by().aggregate(rows=Count("pk"), since=Min(column))
            waiting += [(name, due["rows"], due["since"])] if due["rows"] else []
    return sorted(waiting, key=lambda row: row[2])


def run(name, budget=BUDGET):
    """Sweep until nothing is due or `budget` seconds are over; the number of rows handled."""
    handled, until = 0, monotonic() + budget
    while monotonic() < until:
        step = _sweeps[name].step()
        handled += step
        if not step:
            break
    return handled


class _Nudging:
    silent_until = 0.0  # by monotonic()


def nudge(name):
    """Ask a worker to look now instead of at the next tick. Only a hint: without Redis the sweep still comes.

    After a failure nobody asks again for SILENCE seconds, so that a dead Redis does not slow every verb down.
    """
    if monotonic() < _Nudging.silent_until:
        return
    try:
        current_app.send_task(TASK, args=[name], expires=NEWS, retry=False, ignore_result=True)
    except Exception:
        _Nudging.silent_until = monotonic() + SILENCE
        log.warning("sweep %s could not be nudged; the next look finds its rows", name)
