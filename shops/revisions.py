"""The number of a page's present state: another number, another page. Ask for it before the page's own queries."""

from django.db import connection

OF_PRODUCT = """
    SELECT COALESCE(sum(bumps), 0) FROM shops_revision
    WHERE subject IN ('categories', 'shop:' || (SELECT shop_id FROM shops_product WHERE id = %s))
"""
OF_SHOP = """
    SELECT COALESCE(sum(bumps), 0) FROM shops_revision
    WHERE subject IN ('categories', 'shop:' || (SELECT id FROM shops_shop WHERE code = %s))
"""
OF_CATALOGUE = "SELECT COALESCE(sum(bumps), 0) FROM shops_revision WHERE subject = 'catalogue'"

# In one statement, so that both are of the same moment.
AND_STOCK = f"""
    SELECT revision.number, variants.ids, variants.stocks
    FROM ({OF_PRODUCT}) AS revision (number),
        (SELECT array_agg(id), array_agg(stock) FROM shops_variant WHERE product_id = %s) AS variants (ids, stocks)
"""  # noqa: S608

# Only rows that every reader sees already, and all in one statement: the sum is the same before and after.
COMPACT = """
    WITH gone AS (
        DELETE FROM shops_revision
        WHERE xid > 0 AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        RETURNING subject, bumps
    )
    INSERT INTO shops_revision (subject, xid, at, bumps)
    SELECT subject, 0, 'epoch', sum(bumps) FROM gone GROUP BY subject ORDER BY subject
    ON CONFLICT (subject, xid, at) DO UPDATE SET bumps = shops_revision.bumps + EXCLUDED.bumps
"""


def of_product(pk):
    return _ask(OF_PRODUCT, pk)


def and_stock(pk):
    """The number of the product's state, and variant → how many are left."""
    with connection.cursor() as cursor:
        cursor.execute(AND_STOCK, [pk, pk])
        number, ids, stocks = cursor.fetchone()
    return int(number), dict(zip(ids or [], stocks or [], strict=True))


def of_shop(code):
    return _ask(OF_SHOP, code)


def of_catalogue():
    return _ask(OF_CATALOGUE)


def _ask(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.fetchone()[0])


def compact():
    """Keep a subject's rows few."""
    with connection.cursor() as cursor:
        cursor.execute(COMPACT)
