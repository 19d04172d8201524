"""A month of Beijing's calendar, as an address names it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from gifts.figures.days import bounds
from giftshop.clock import db_now


@dataclass(frozen=True)
class Month:
    first: date
    today: date

    @classmethod
    def asked(cls, query):
        """Of `?month=2026-11`; what makes no sense or is yet to come is the present one."""
        today = localdate(db_now())
        said = re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", query.get("month", ""), re.ASCII)
        first = date(int(said[1]), int(said[2]), 1) if said else today.replace(day=1)
        return cls(min(first, today.replace(day=1)), today)

    def __str__(self):
        return f"{self.first:%Y-%m}"

    @property
    def last(self):
        """Its last day, or today."""
        return min(self.first.replace(day=monthrange(self.first.year, self.first.month)[1]), self.today)

    @property
    def paid(self):
        """Lines whose order was paid for in it."""
        return Q(order__paid_at__gte=bounds(self.first)[0], order__paid_at__lt=bounds(self.last)[1])

    @property
    def before(self):
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self):
        """None for the present month."""
        following = self.first + timedelta(days=32)
        return f"{following:%Y-%m}" if self.last < self.today else None
