"""What somebody's sharing brought, day by day by Beijing's calendar: visits, orders, commission.

Orders of days that are over are those counted then; all else is live. Commission stands on the day of the payment, by
its state now. Of gifts it is part of the day's sum and nothing else.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate

from gifts.figures.days import bounds
from giftshop.clock import db_now
from sharers import commissions
from sharers.commissions import SHOWN, State
from sharers.models import LinkDay, LinkedOrder, LinkSales

VISITED = ["visits", "newcomers", "capped"]
EARNED = {"pending_fen": State.PENDING, "settled_fen": State.SETTLED, "cancelled_fen": State.CANCELLED}


@dataclass
class Day:
    day: date
    visits: int = 0
    newcomers: int = 0
    capped: int = 0
    orders: int = 0
    pending_fen: int = 0
    settled_fen: int = 0
    cancelled_fen: int = 0

    @property
    def expected_fen(self):
        return self.pending_fen + self.settled_fen


def of(sharing, first, last, link=None) -> list[Day]:
    """Every day from `first` to `last`, the oldest first; of one `link` if it is given. Five queries at most."""
    today = localdate(db_now())
    links = sharing.links if link is None else [link]
    days = {day: Day(day) for day in _days(first, last)}
    paid = Q(order__paid_at__gte=bounds(first)[0], order__paid_at__lt=bounds(last)[1])
    lines = commissions.of(sharing.user) if link is None else commissions.by(link)
    counted = LinkSales.objects.filter(link__in=links, day__range=(first, last)).exclude(day=today)
    for names, rows in [
        (VISITED, _visits(LinkDay.objects.filter(link__in=links, day__range=(first, last)))),
        (["orders"], counted.values_list("day").annotate(told=Sum("orders")).order_by()),
        (["orders"], _todays_orders(links, today) if last == today else []),
        (
            EARNED,
            _by_day(
                lines.filter(paid, SHOWN), **{f"of_{name}": _in(state) for name, state in EARNED.items()}
            ),
        ),
    ]:
        for day, *figures in rows:
            for name, figure in zip(names, figures, strict=True):
                setattr(days[day], name, figure)
    return list(days.values())


def by_link(links):
    """{link: [{day, visits, …, orders}]} of `links` and of all time, the oldest first. Two queries."""
    told = {}
    for link, day, *figures in LinkDay.objects.filter(link__in=links).values_list("link", "day", *VISITED):
        told[link, day] = dict(zip(VISITED, figures, strict=True))
    orders = LinkedOrder.objects.filter(link__in=links, order__paid_at__isnull=False)
    counted = orders.annotate(on=TruncDate("order__paid_at")).values_list("link", "on")
    for link, day, count in counted.annotate(count=Count("pk")).order_by():
        told.setdefault((link, day), dict.fromkeys(VISITED, 0))["orders"] = count
    by_link = {}
    for (link, day), figures in sorted(told.items()):
        by_link.setdefault(link, []).append({"day": day, "orders": 0} | figures)
    return by_link


def total(days):
    """The sums of all `days`, under their own names."""
    names = [*VISITED, "orders", *EARNED, "expected_fen"]
    return {name: sum(getattr(day, name) for day in days) for name in names}


def _days(first, last):
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _visits(rows):
    return rows.values_list("day").annotate(**{f"of_{name}": Sum(name) for name in VISITED}).order_by()


def _todays_orders(links, today):
    begin, end = bounds(today)
    paid = LinkedOrder.objects.filter(order__paid_at__gte=begin, order__paid_at__lt=end)
    return [(today, paid.filter(link__in=links).count())]


def _by_day(rows, **figures):
    return rows.annotate(on=TruncDate("order__paid_at")).values_list("on").annotate(**figures).order_by()


def _in(state):
    return Sum("amount_fen", filter=Q(state=state), default=0)
