"""The first page behind the counter: the days up to today beside as many days before, in numbers and curves."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db.models import F, Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gifts.figures.counting import count, count_products
from gifts.figures.days import bounds
from gifts.models import ProductDay, ShopDay
from gifts.models.day import MEASURES
from giftshop.clock import db_now
from shops.models import Product

PERIODS = [7, 30, 90]
TOP = 10


@dataclass(frozen=True)
class Figure:
    """`change` in percent against the period before, None where there was nothing."""

    name: str
    value: float | None
    before: float | None
    unit: str = ""

    @property
    def change(self):
        if not self.before or self.value is None:
            return None
        return round(100 * (self.value - self.before) / self.before)


class Board:
    """`shops` are ids, None for all; `length` is a number of days, today among them."""

    def __init__(self, shops, length):
        self.shops, self.length = shops, length
        self.today = localdate(db_now())
        self.days = [self.today - timedelta(days=ago) for ago in reversed(range(length))]

    @cached_property
    def by_day(self):
        """{day: {measure: figure}} of twice the length; a day without anything is missing."""
        since = self.days[0] - timedelta(days=self.length)
        closed = self._own(ShopDay.objects.filter(day__gte=since, day__lt=self.today)).values("day")
        rows = closed.annotate(**{f"of_{name}": Sum(name) for name in MEASURES})
        days = {row["day"]: {name: row[f"of_{name}"] for name in MEASURES} for row in rows}
        return days | {self.today: self._sum(count(*bounds(self.today), self.shops).values())}

    @staticmethod
    def _sum(parts):
        total = dict.fromkeys(MEASURES, 0)
        for part in parts:
            total = {name: total[name] + part[name] for name in MEASURES}
        return total

    def _own(self, rows):
        return rows if self.shops is None else rows.filter(shop__in=self.shops)

    def curve(self, measure):
        return [self.by_day.get(day, {}).get(measure, 0) for day in self.days]

    @cached_property
    def _totals(self):
        now = self._sum(self.by_day[day] for day in self.days if day in self.by_day)
        before = self._sum(row for day, row in self.by_day.items() if day < self.days[0])
        return now, before

    def figures(self, *, money):
        """The cards; without `money` those that tell none."""
        yield from self._money() if money else ()
        for name, measure in [
            (_("Orders paid"), "orders"),
            (_("Gifts sent"), "gifts_sent"),
            (_("Accepted"), "gifts_accepted"),
            (_("Declined"), "gifts_declined"),
            (_("Not accepted in time"), "gifts_expired"),
            (_("Recipients for the first time"), "new_recipients"),
            (_("Recipients once more"), "returning_recipients"),
        ]:
            yield Figure(name, *(total[measure] for total in self._totals))
        yield Figure(_("Acceptance rate"), *map(_rate, self._totals), unit="%")
        yield Figure(_("Time to accept"), *map(_hours, self._totals), unit=_("h"))

    def _money(self):
        yield Figure(_("Sales"), *(total["sales_fen"] for total in self._totals), unit="fen")
        yield Figure(_("Paid back"), *(total["refunds_fen"] for total in self._totals), unit="fen")

    def charts(self, *, money):
        """[(name, its table's name, JSON for Chart.js), …]"""
        gifts = [
            (_("Gifts sent"), "gifts_sent", "#07783f"),
            (_("Accepted"), "gifts_accepted", "#2f6fed"),
            (_("Declined"), "gifts_declined", "#b45309"),
            (_("Not accepted in time"), "gifts_expired", "#c62f2f"),
        ]
        if money:
            sales = [round(fen / 100, 2) for fen in self.curve("sales_fen")]
            yield _("Sales, in yuan"), "days", self._chart([(_("Sales"), sales, "#07783f")])
        yield _("Gifts"), "days", self._chart([(name, self.curve(measure), c) for name, measure, c in gifts])

    def _chart(self, curves):
        sets = [
            {"label": str(label), "data": data, "borderColor": colour, "backgroundColor": colour}
            for label, data, colour in curves
        ]
        return json.dumps({"labels": [f"{day:%m-%d}" for day in self.days], "datasets": sets})

    @cached_property
    def top(self):
        """[(product, units, fen), …], what was sold most first."""
        closed = self._own(ProductDay.objects.filter(day__gte=self.days[0], day__lt=self.today))
        sold = closed.values("product").annotate(units=Sum("units"), sales_fen=Sum("sales_fen"))
        today = list(count_products(*bounds(self.today), self.shops))
        # Who leads has led until yesterday or was sold today.
        leaders = list(sold.order_by("-units", "product").values_list("product", flat=True)[:TOP])
        leading = sold.filter(product__in={*leaders, *(row["sold_id"] for row in today)}).order_by("product")
        units, fen = Counter(), Counter()
        for row in [*leading.values("units", "sales_fen", sold_id=F("product")), *today]:
            units[row["sold_id"]] += row["units"]
            fen[row["sold_id"]] += row["sales_fen"]
        best = units.most_common(TOP)
        products = Product.objects.in_bulk([pk for pk, _units in best])
        return [(products[pk], sold, fen[pk]) for pk, sold in best]


def _rate(total):
    decided = sum(total[name] for name in ("gifts_accepted", "gifts_declined", "gifts_expired"))
    return round(100 * total["gifts_accepted"] / decided, 1) if decided else None


def _hours(total):
    accepted = total["gifts_accepted"]
    return round(total["seconds_to_accept"] / accepted / 3600, 1) if accepted else None
