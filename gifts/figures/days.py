"""Closing days: what is counted once is read for ever."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Min
from django.utils.timezone import localdate

from gifts.figures.counting import count, count_products
from gifts.models import ProductDay, ShopDay
from gifts.models.day import MEASURES
from giftshop.clock import db_now, midnight
from orders.models import Order

AGAIN = (
    2  # closed days that are counted once more: a transaction may have begun before midnight and ended after
)


def bounds(day):
    """The first moment of the day and of the next, by Beijing's clock."""
    return midnight(day), midnight(day + timedelta(days=1))


def close():
    """Count the days that are over and not counted yet."""
    for day in due(ShopDay):
        _close(day)


def due(rows):
    """The days that are over and that `rows`, a model of days, do not hold for good yet."""
    known = rows.objects.aggregate(last=Max("day"))["last"]
    begun = Order.objects.aggregate(first=Min("paid_at"))["first"]
    if not begun:
        return
    day = known - timedelta(days=AGAIN - 1) if known else localdate(begun)
    while day < localdate(db_now()):
        yield day
        day += timedelta(days=1)


def _close(day):
    begin, end = bounds(day)
    days = [ShopDay(shop_id=shop, day=day, **figures) for shop, figures in count(begin, end).items()]
    sold = [ProductDay(product_id=row.pop("sold_id"), day=day, **row) for row in count_products(begin, end)]
    with transaction.atomic():
        ShopDay.objects.bulk_create(
            days, update_conflicts=True, unique_fields=["shop", "day"], update_fields=MEASURES
        )
        ProductDay.objects.bulk_create(
            sold,
            update_conflicts=True,
            unique_fields=["shop", "day", "product"],
            update_fields=["units", "sales_fen"],
        )
