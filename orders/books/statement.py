"""What the platform owes a shop, on a day: every line of the ledger, explained."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from giftshop.clock import midnight
from orders.books.account import SIGNED, owed_at, within
from orders.models import Order
from payments.models import Refund, Split

WORDS = {
    "release": _("Order divided"),
    "held": _("After-sale over, nothing goes back"),
    "split": _("Paid to your account at the provider"),
    "split_failed": _("Could not be split: all of it is on your account, our part is owed"),
    "refund": _("Paid back after the division, at your cost"),
    "refund_done": _("Taken from your account at the provider"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """`kind` is one of WORDS, `fen` changes what is owed to the shop, `balance_fen` is that afterwards. Of a division
    the parts are known.
    """

    at: datetime
    kind: str
    order: Order | None
    fen: int
    balance_fen: int
    parts: dict
    journal_id: int

    @property
    def words(self):
        return WORDS[self.kind]

    @property
    def order_number(self):
        return self.order.number if self.order else ""

    @property
    def shown_parts(self):
        """(the part's name, fen) for each column; none where the line is no division."""
        return [(COLUMNS[name], fen) for name, fen in self.parts.items()]


@dataclass(frozen=True, kw_only=True)
class Statement:
    opening_fen: int
    lines: list
    closing_fen: int


def of(shop, day: date) -> Statement:
    """The account of `shop` on `day`. Its closing is the next day's opening and, today, what the ledger says now."""
    start, end = midnight(day), midnight(day + timedelta(days=1))
    closing = owed_at(shop, end)
    journals = (
        within(shop, start, end)
        .values("journal_id", "journal__key", "journal__kind", "journal__at")
        .annotate(fen=Sum(SIGNED))
    )
    rows = list(journals.order_by("journal_id"))
    opening = balance = closing - sum(row["fen"] for row in rows)
    orders, failed = _orders(rows), _failed(rows)
    lines = []
    for row in rows:
        balance += row["fen"]
        lines.append(_line(row, orders.get(row["journal__key"]), balance, row["journal__key"] in failed))
    return Statement(opening_fen=opening, lines=lines, closing_fen=closing)


COLUMNS = {
    "paid": _("paid"),
    "back": _("paid back"),
    "fee": _("fee"),
    "commission": _("commission"),
    "held": _("held back"),
}


def _line(row, order, balance, has_failed):
    kind = "split_failed" if has_failed else row["journal__kind"]
    return Line(
        at=row["journal__at"],
        kind=kind,
        order=order,
        fen=row["fen"],
        balance_fen=balance,
        parts=_parts(order) if kind == "release" else {},
        journal_id=row["journal_id"],
    )


def _parts(order):
    """paid − paid back − fee − commission − held back is what the division brought the shop."""
    commission = sum(line.fen for line in order.splits.all())
    before = order.fee_fen + commission + order.held_fen
    return {
        "paid": order.total_fen,
        "back": order.total_fen - before - order.divided_fen,
        "fee": order.fee_fen,
        "commission": commission,
        "held": order.held_fen,
    }


def _orders(rows):
    """Journal key → the order it is about, with its sharers' lines and what its division brought. Five queries."""
    keys = [row["journal__key"] for row in rows]
    subjects = {key: ":".join(key.split(":")[:2]) for key in keys if key.startswith("order:")}
    for model, letter in [(Refund, "refund"), (Split, "split")]:
        ids = {key: int(key.split(":")[1]) for key in keys if re.match(f"{letter}:", key)}
        known = dict(model.objects.filter(pk__in=ids.values()).values_list("pk", "subject"))
        subjects |= {key: known[pk] for key, pk in ids.items()}
    orders = Order.objects.prefetch_related("splits").by_subject(subjects.values())
    brought = {row["journal__key"]: row["fen"] for row in rows}
    for order in orders.values():
        order.divided_fen = brought.get(f"{order.subject}:release", 0)
    return {key: orders[subject] for key, subject in subjects.items()}


def _failed(rows):
    ids = [int(row["journal__key"].partition(":")[2]) for row in rows if row["journal__kind"] == "split"]
    failed = Split.objects.filter(pk__in=ids, state=Split.State.FAILED)
    return {f"split:{pk}" for pk in failed.values_list("pk", flat=True)}
