"""What sharers, promoters and channels brought shops in a span of days, and what they cost."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.timezone import localdate

from gifts.figures.days import bounds
from giftshop.clock import db_now
from sharers.models import Channel, Promoter, Sharer

KINDS = {"sharer": Sharer, "promoter": Promoter, "channel": Channel}
COLUMNS = ["visits", "capped", "orders", "sales_fen", "commission_fen"]
COST, SALES = ["commission_fen", "sales_fen", "visits"], ["sales_fen", "visits", "commission_fen"]

# Closed days as counted then, today live. Whoever looks at a showcase has not chosen a shop yet: such visits are its
# owner's alone. Grouped and sorted here, since a shop may have thousands who share.
TOLD = """
    WITH told AS (
        SELECT link_id, 0 AS visits, 0 AS capped, orders, sales_fen, commission_fen FROM sharers_linksales
        WHERE day BETWEEN %(first)s AND %(last)s AND day <> %(today)s AND {of_shops}
        UNION ALL
        SELECT day.link_id, day.visits, day.capped, 0, 0, 0 FROM sharers_linkday day
        JOIN sharers_sharelink link ON link.id = day.link_id
        WHERE day.day BETWEEN %(first)s AND %(last)s AND {of_shops}
        UNION ALL
        SELECT linked.link_id, 0, 0, 1, goods_fen, 0 FROM sharers_linkedorder linked
        JOIN orders_order purchase ON purchase.id = linked.order_id
        WHERE paid_at >= %(begin)s AND paid_at < %(end)s AND {of_shops}
        UNION ALL
        SELECT linked.link_id, 0, 0, 0, 0, split.fen FROM sharers_linkedorder linked
        JOIN orders_order purchase ON purchase.id = linked.order_id
        JOIN orders_splitline split ON split.order_id = purchase.id
        WHERE released_at >= %(begin)s AND released_at < %(end)s AND split.fen > 0 AND {of_shops}
    ), by_owner AS (
        SELECT link.sharer_id, link.promoter_id, link.channel_id, sum(visits) AS visits, sum(capped) AS capped,
            sum(orders) AS orders, sum(sales_fen) AS sales_fen, sum(commission_fen) AS commission_fen
        FROM (
            SELECT link_id, sum(visits) AS visits, sum(capped) AS capped, sum(orders) AS orders,
                sum(sales_fen) AS sales_fen, sum(commission_fen) AS commission_fen
            FROM told GROUP BY link_id
        ) AS by_link JOIN sharers_sharelink link ON link.id = by_link.link_id
        GROUP BY link.sharer_id, link.promoter_id, link.channel_id
    )
    SELECT sharer_id, promoter_id, channel_id, visits, capped, orders, sales_fen, commission_fen,
        count(*) OVER (), sum(visits) OVER (), sum(capped) OVER (), sum(orders) OVER (), sum(sales_fen) OVER (),
        sum(commission_fen) OVER ()
    FROM by_owner ORDER BY {order}, sharer_id, promoter_id, channel_id LIMIT %(limit)s OFFSET %(offset)s
"""


@dataclass(frozen=True)
class Cost:
    """Of one who shares. Commission is what was divided in those days, of whenever the order was paid."""

    kind: str
    owner: Sharer | Promoter | Channel
    figures: dict


@dataclass(frozen=True)
class Costs:
    """Some of those who share, and the figures of all `count` of them."""

    rows: list[Cost]
    count: int
    total: dict


def of(shops, first: date, last: date, *, by=COST, limit=None, offset=0) -> Costs:
    """From `first` to `last`, both included, in `shops` (ids; None for all). At most five queries."""
    today = localdate(db_now())
    begin, end = bounds(today) if first <= today <= last else (None, None)
    asked = {"first": first, "last": last, "today": today, "begin": begin, "end": end, "shops": shops}
    of_shops = "true" if shops is None else "shop_id = ANY(%(shops)s)"
    told = TOLD.format(of_shops=of_shops, order=", ".join(f"{name} DESC" for name in by))
    with connection.cursor() as cursor:
        cursor.execute(told, asked | {"limit": limit, "offset": offset})
        rows = cursor.fetchall()
    count, *total = rows[0][8:] if rows else [0, *[0] * len(COLUMNS)]
    return Costs(_named(rows), count, _figures(total))


def _named(rows):
    kinds = list(KINDS)
    keys = [next((kind, pk) for kind, pk in zip(kinds, row[:3], strict=True) if pk) for row in rows]
    known = {
        kind: model.objects.select_related(*([] if kind == "channel" else ["user"])).in_bulk(
            [pk for of_kind, pk in keys if of_kind == kind]
        )
        for kind, model in KINDS.items()
    }
    return [
        Cost(kind, known[kind][pk], _figures(row[3:8])) for (kind, pk), row in zip(keys, rows, strict=True)
    ]


def _figures(numbers):
    return dict(zip(COLUMNS, map(int, numbers), strict=True))
