"""What an owner sees of the showcase's traffic: numbers, never a person. Gifts are told as totals only."""

from datetime import timedelta

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate

from giftshop.clock import db_now, midnight
from orders.models import Order
from sharers import commissions
from sharers.commissions import State
from sharers.models import LinkedOrder

DAYS = 30


def of(showcase):
    """Four queries: `days` of the last thirty, the newest first, their sums, and the commission of all times."""
    today = localdate(db_now())
    first = today - timedelta(days=DAYS - 1)
    visits = {row.day: row for row in showcase.link.days.filter(day__gte=first)}
    orders = _orders(showcase, first)
    days = [_day(today - timedelta(days=ago), visits, orders) for ago in range(DAYS)]
    sums = {name: sum(day[name] for day in days) for name in ("visits", "newcomers", "orders")}
    return {"days": days, "bars": _bars(days), "commission": _commission(showcase)} | sums


def _orders(showcase, first):
    """{day: orders paid on it}."""
    paid = LinkedOrder.objects.filter(link=showcase.link, order__paid_at__gte=midnight(first))
    by_day = paid.annotate(day=TruncDate("order__paid_at")).values("day").annotate(count=Count("pk"))
    return dict(by_day.values_list("day", "count"))


def _day(day, visits, orders):
    row = visits.get(day)
    counted = {"visits": row.visits, "newcomers": row.newcomers} if row else {"visits": 0, "newcomers": 0}
    return {"day": day, "orders": orders.get(day, 0)} | counted


def _bars(days):
    """[(label, value, percent)], the oldest first."""
    most = max(day["visits"] for day in days) or 1
    return [(day["day"], day["visits"], day["visits"] * 100 // most) for day in reversed(days)]


def _commission(showcase):
    """Of orders that people placed for themselves, and of gifts that were accepted."""
    own = Q(order__kind=Order.Kind.OWN)
    gift = Q(order__kind=Order.Kind.GIFT) & commissions.SHOWN
    lines = commissions.of(showcase.promoter.user).filter(order__linked__link=showcase.link)
    return lines.aggregate(
        **{
            f"{kind}_{state.name.lower()}_fen": Sum("amount_fen", filter=which & Q(state=state), default=0)
            for kind, which in {"own": own, "gift": gift}.items()
            for state in (State.PENDING, State.SETTLED)
        }
    )
