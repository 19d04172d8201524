"""What happened in shops from one moment to another, by the moments at which it did. Money in fen, times in seconds."""

from collections import defaultdict

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Extract

from gifts.models import Gift
from gifts.models.day import MEASURES
from orders.models import Line, Order
from payments.models import Refund


def count(begin, end, shops=None):
    """{shop: {measure: figure}} of `shops` (ids; None for all). Five queries, served by the times' BRIN indexes."""
    figures = defaultdict(lambda: dict.fromkeys(MEASURES, 0))
    for rows in (_sales, _sent, _refunds, _acceptances, _returns):
        for row in rows(begin, end, shops):
            figures[row.pop("of")] |= {name: int(value or 0) for name, value in row.items()}
    return dict(figures)


def count_products(begin, end, shops=None):
    """[{shop, product, units, sales_fen}, …] of what was paid."""
    lines = _within(Line.objects, "order__paid_at", begin, end, "order__shop", shops)
    return lines.values(shop_id=F("order__shop"), sold_id=F("variant__product")).annotate(
        units=Sum("quantity"), sales_fen=Sum(F("unit_price_fen") * F("quantity"))
    )


def _within(rows, moment, begin, end, shop, shops):
    rows = rows.filter(**{f"{moment}__gte": begin, f"{moment}__lt": end})
    return (rows if shops is None else rows.filter(**{f"{shop}__in": shops})).order_by()


def _sales(begin, end, shops):
    rows = _within(Order.objects, "paid_at", begin, end, "shop", shops)
    return rows.values(of=F("shop")).annotate(
        orders=Count("pk"), sales_fen=Sum(F("goods_fen") + F("freight_fen"))
    )


def _sent(begin, end, shops):
    rows = _within(Order.objects.filter(kind=Order.Kind.GIFT), "paid_at", begin, end, "shop", shops)
    return rows.values(of=F("shop")).annotate(gifts_sent=Count("pk"))


def _refunds(begin, end, shops):
    rows = _within(Refund.objects, "succeeded_at", begin, end, "payment__shop", shops)
    return rows.values(of=F("payment__shop")).annotate(refunds_fen=Sum("amount_fen"))


def _acceptances(begin, end, shops):
    earlier = Gift.objects.filter(
        recipient=OuterRef("recipient"),
        order__shop=OuterRef("order__shop"),
        accepted_at__lt=OuterRef("accepted_at"),
    )
    rows = _within(Gift.objects, "accepted_at", begin, end, "order__shop", shops)
    waited = Extract(F("accepted_at") - F("order__paid_at"), "epoch")
    told = (
        rows.alias(again=Exists(earlier))
        .values(of=F("order__shop"))
        .annotate(
            gifts_accepted=Count("pk"),
            seconds_to_accept=Sum(waited),
            returning_recipients=Count("pk", filter=Q(again=True)),
        )
    )
    # The difference, and not a second condition: it would look for the earlier gifts twice.
    return [row | {"new_recipients": row["gifts_accepted"] - row["returning_recipients"]} for row in told]


def _returns(begin, end, shops):
    rows = _within(Gift.objects, "closed_at", begin, end, "order__shop", shops)
    return rows.values(of=F("order__shop")).annotate(
        gifts_declined=Count("pk", filter=Q(state=Gift.State.DECLINED)),
        gifts_expired=Count("pk", filter=Q(state=Gift.State.EXPIRED)),
    )
