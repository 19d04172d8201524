"""Closing days of sharing, as `gifts.figures.days` closes a shop's."""

from collections import defaultdict

from django.db import transaction
from django.db.models import Count, F, Sum

from gifts.figures.days import bounds, due
from orders.models import SplitLine
from sharers.models import LinkedOrder, LinkSales

FIGURES = ["orders", "sales_fen", "commission_fen"]


def close():
    """Count the days that are over and not counted yet."""
    for day in due(LinkSales):
        rows = [
            LinkSales(link_id=link, shop_id=shop, day=day, **figures)
            for (link, shop), figures in count(*bounds(day)).items()
        ]
        with transaction.atomic():
            LinkSales.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["shop", "day", "link"], update_fields=FIGURES
            )


def count(begin, end, shops=None):
    """{(link, shop): figures} from one moment to another, of `shops` (ids; None for all)."""
    figures = defaultdict(lambda: dict.fromkeys(FIGURES, 0))
    for rows in (_paid(begin, end, shops), _divided(begin, end, shops)):
        for row in rows:
            figures[row.pop("by"), row.pop("of")] |= row
    return dict(figures)


def _paid(begin, end, shops):
    rows = LinkedOrder.objects.filter(order__paid_at__gte=begin, order__paid_at__lt=end)
    rows = rows if shops is None else rows.filter(order__shop__in=shops)
    return rows.values(by=F("link"), of=F("order__shop")).annotate(
        orders=Count("pk"), sales_fen=Sum("order__goods_fen")
    )


def _divided(begin, end, shops):
    rows = SplitLine.objects.filter(
        order__released_at__gte=begin, order__released_at__lt=end, order__linked__isnull=False, fen__gt=0
    )
    rows = rows if shops is None else rows.filter(order__shop__in=shops)
    return rows.values(by=F("order__linked__link"), of=F("order__shop")).annotate(commission_fen=Sum("fen"))
