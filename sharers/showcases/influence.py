"""How much a showcase moves: what was settled, who bought and who came by its link lately. The formula is public.

Counted for many showcases in one statement; nothing is kept twice that could not be counted again.
"""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Q

from giftshop.clock import TransactionNow
from sharers.models import Showcase

EVERY = timedelta(minutes=10)
BATCH = 1_000
FORGOTTEN_AT_ONCE = 5_000

# The yuan are exact numbers: the root of 99.99 is not that of 100.
COUNT = """
    UPDATE sharers_showcase SET
        settled_fen = counted.fen,
        buyers = counted.buyers,
        visitors = counted.visitors,
        influence = floor(sqrt(counted.fen / 100.0)) + counted.buyers * %(per_buyer)s
            + counted.visitors / %(per_point)s,
        counted_at = now()
    FROM (
        SELECT link.showcase_id, COALESCE(sold.fen, 0) AS fen, COALESCE(sold.buyers, 0) AS buyers,
            COALESCE(seen.visitors, 0) AS visitors
        FROM sharers_sharelink link
        LEFT JOIN (
            SELECT linked.link_id,
                sum(split.fen) FILTER (WHERE purchase.released_at > now() - %(window)s) AS fen,
                count(DISTINCT purchase.buyer_id) FILTER (
                    WHERE purchase.paid_at > now() - %(window)s AND purchase.state NOT IN ('cancelled', 'refunded')
                ) AS buyers
            FROM sharers_sharelink link
            JOIN sharers_promoter promoter ON promoter.id = link.promoter_id
            JOIN sharers_linkedorder linked ON linked.link_id = link.id
            JOIN orders_order purchase ON purchase.id = linked.order_id
            LEFT JOIN orders_splitline split
                ON split.order_id = purchase.id AND split.payee_key = 'user:' || promoter.user_id
            WHERE link.showcase_id = ANY(%(ids)s)
            GROUP BY linked.link_id
        ) AS sold ON sold.link_id = link.id
        LEFT JOIN (
            SELECT visitor.link_id, count(*) AS visitors
            FROM sharers_sharelink link JOIN sharers_visitor visitor ON visitor.link_id = link.id
            WHERE link.showcase_id = ANY(%(ids)s) AND visitor.last_at > now() - %(window)s
            GROUP BY visitor.link_id
        ) AS seen ON seen.link_id = link.id
        WHERE link.showcase_id = ANY(%(ids)s)
    ) AS counted
    WHERE sharers_showcase.id = counted.showcase_id
"""

# How often each product was bought by the link, only where the owner shows it.
SOLD = """
    UPDATE sharers_slot SET sold = counted.orders
    FROM (
        SELECT slot.id, count(bought.order_id) AS orders
        FROM sharers_showcase showcase
        JOIN sharers_sharelink link ON link.showcase_id = showcase.id
        JOIN sharers_slot slot ON slot.showcase_id = showcase.id
        LEFT JOIN (
            SELECT DISTINCT linked.link_id, linked.order_id, variant.product_id
            FROM sharers_showcase showcase
            JOIN sharers_sharelink link ON link.showcase_id = showcase.id
            JOIN sharers_linkedorder linked ON linked.link_id = link.id
            JOIN orders_order purchase ON purchase.id = linked.order_id
            JOIN orders_line line ON line.order_id = purchase.id
            JOIN shops_variant variant ON variant.id = line.variant_id
            WHERE showcase.id = ANY(%(ids)s) AND showcase.shows_sales
                AND purchase.paid_at > now() - %(window)s AND purchase.state NOT IN ('cancelled', 'refunded')
        ) AS bought ON bought.link_id = link.id AND bought.product_id = slot.product_id
        WHERE showcase.id = ANY(%(ids)s) AND showcase.shows_sales
        GROUP BY slot.id
    ) AS counted
    WHERE sharers_slot.id = counted.id AND sharers_slot.sold <> counted.orders
"""

# Whoever drops out, or off the end, loses the rank in the same statement.
RANK = """
    UPDATE sharers_showcase SET rank = ranked.place
    FROM (
        SELECT showcase.id, board.place
        FROM sharers_showcase showcase LEFT JOIN (
            SELECT listed.id,
                row_number() OVER (ORDER BY listed.influence DESC, listed.opened_at, listed.id) AS place
            FROM sharers_showcase listed JOIN sharers_promoter promoter ON promoter.id = listed.promoter_id
            WHERE listed.shown AND listed.listed AND NOT listed.taken_down AND promoter.state = 'active'
            ORDER BY place LIMIT %(length)s
        ) AS board ON board.id = showcase.id
        ORDER BY showcase.id
    ) AS ranked
    WHERE sharers_showcase.id = ranked.id AND sharers_showcase.rank IS DISTINCT FROM ranked.place
"""

FORGET = """
    DELETE FROM sharers_visitor WHERE id IN (
        SELECT id FROM sharers_visitor WHERE last_at <= now() - %(window)s
        ORDER BY last_at LIMIT %(most)s FOR UPDATE SKIP LOCKED
    )
"""


def due():
    """Showcases that were not counted lately."""
    old = Q(counted_at__isnull=True) | Q(counted_at__lte=TransactionNow() - EVERY)
    return Showcase.objects.filter(old).order_by("pk")


def count(ids=None):
    """Count the showcases anew, as of now: all of them, or those that are named."""
    ids = Showcase.objects.values_list("pk", flat=True) if ids is None else ids
    numbers = {"ids": list(ids), "window": settings.INFLUENCE_WINDOW}
    numbers |= {"per_buyer": settings.INFLUENCE_PER_BUYER, "per_point": settings.VISITORS_PER_INFLUENCE}
    _run(COUNT, numbers)
    _run(SOLD, numbers)


def rank():
    """1 … BOARD_LENGTH among those who want to be listed, the same influence by who was earlier."""
    _run(RANK, {"length": settings.BOARD_LENGTH})


def forget():
    """Visitors who did not come again within INFLUENCE_WINDOW; how many."""
    return _run(FORGET, {"window": settings.INFLUENCE_WINDOW, "most": FORGOTTEN_AT_ONCE})


def _run(statement, numbers):
    with connection.cursor() as cursor:
        cursor.execute(statement, numbers)
        return cursor.rowcount
