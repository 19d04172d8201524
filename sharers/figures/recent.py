"""The figures of the last days beside each row of a list, live: whose links brought what."""

from datetime import timedelta

from django.db.models import Count, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from gifts.figures.days import bounds
from giftshop.clock import db_now
from orders.models import SplitLine
from sharers.commissions import AMOUNT, NOT_EARNED, SHOWN
from sharers.models import LinkDay, LinkedOrder

DAYS = 30


def beside(rows, owner):
    """`rows` with `recent_visits`, `recent_orders` and `recent_commission_fen` (pending and settled) of DAYS days.

    `owner` is what a link calls the row: "sharer", "promoter" or "channel"; "pk" for the links themselves.
    """
    first = localdate(db_now()) - timedelta(days=DAYS - 1)
    since, _end = bounds(first)
    link = "link" if owner == "pk" else f"link__{owner}"
    mine = {link: OuterRef("pk")}
    split = {f"order__linked__{name}": value for name, value in mine.items()}
    visits = LinkDay.objects.filter(day__gte=first, **mine)
    orders = LinkedOrder.objects.filter(order__paid_at__gte=since, **mine)
    earned = SplitLine.objects.filter(order__paid_at__gte=since, **split).exclude(NOT_EARNED)
    if owner == "pk":  # whoever shares must not learn what a gift costs that may be for them
        earned = earned.filter(SHOWN)
    return rows.annotate(
        recent_visits=_of_each(visits, link, Sum("visits")),
        recent_orders=_of_each(orders, link, Count("pk")),
        recent_commission_fen=_of_each(earned, f"order__linked__{link}", Sum(AMOUNT)),
    )


def _of_each(rows, by, figure):
    summed = rows.order_by().values(by).annotate(figure=figure).values("figure")
    return Coalesce(Subquery(summed, output_field=IntegerField()), 0)
