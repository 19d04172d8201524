"""A month of a shop's money, day by day: what was divided and how, what was paid out, what is still owed."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from giftshop.clock import midnight
from orders.books.account import KINDS, SIGNED, owed_at, within
from payments.ledger.models import Entry, Kind

COLUMNS = {
    "divided": _("divided"),
    "fee": _("fee"),
    "commission": _("commission"),
    "held": _("held back"),
    "earned": _("to you"),
    "paid_out": _("paid to your account"),
    "back": _("paid back at your cost"),
    "taken": _("taken from your account"),
}
# What a division is made of, by the kind of account that it touches.
PARTS = {
    Kind.ESCROW: "divided",
    Kind.PLATFORM_FEE: "fee",
    Kind.SHARER_PAYABLE: "commission",
    Kind.PLATFORM_HELD: "held",
}
# What moved on the shop's own accounts, by the kind of journal.
MOVES = {"release": "earned", "held": "earned", "split": "paid_out", "refund": "back", "refund_done": "taken"}


@dataclass(frozen=True, kw_only=True)
class Day:
    day: date
    figures: dict
    balance_fen: int


def of(shop, first: date) -> list[Day]:
    """The days of the month from `first` on which something happened, the newest first. At most eight queries."""
    end = first + timedelta(days=monthrange(first.year, first.month)[1])
    start, end = midnight(first), midnight(end)
    balance = owed_at(shop, end)
    month = within(shop, start, end)
    figures, moved = {}, {}
    for day, kind, fen in _by_day(month, "journal__kind", Sum(SIGNED)):
        _add(figures, day, MOVES[kind], fen)
        moved[day] = moved.get(day, 0) + fen
    divisions = month.filter(journal__kind="release").values("journal")
    parts = Entry.objects.filter(journal__in=divisions).exclude(account__kind__in=KINDS)
    for day, kind, fen in _by_day(parts, "account__kind", Sum("amount")):
        _add(figures, day, PARTS[kind], fen)
    days = []
    for day in sorted(figures, reverse=True):
        days.append(Day(day=day, figures=figures[day], balance_fen=balance))
        balance -= moved[day]
    return days


def total(days):
    """{column: fen} of all `days`."""
    return {name: sum(day.figures[name] for day in days) for name in COLUMNS}


def _by_day(entries, what, fen):
    rows = entries.annotate(day=TruncDate("journal__at")).values("day", what).annotate(fen=fen)
    return rows.order_by("day").values_list("day", what, "fen")


def _add(figures, day, column, fen):
    figures.setdefault(day, dict.fromkeys(COLUMNS, 0))[column] += fen
