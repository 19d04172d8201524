"""What sells: lists show first what was bought or given most in the last 30 days."""

from django.db import connection

RECOUNT = """
    UPDATE shops_product SET popularity = counted.units
    FROM (
        SELECT product.id, COALESCE(sold.units, 0) AS units
        FROM shops_product product LEFT JOIN (
            SELECT variant.product_id, sum(line.quantity) AS units
            FROM orders_order purchase
            JOIN orders_line line ON line.order_id = purchase.id
            JOIN shops_variant variant ON variant.id = line.variant_id
            WHERE purchase.paid_at > now() - interval '30 days' AND purchase.state NOT IN ('cancelled', 'refunded')
            GROUP BY variant.product_id
        ) AS sold ON sold.product_id = product.id
        ORDER BY product.id
    ) AS counted
    WHERE shops_product.id = counted.id AND shops_product.popularity <> counted.units
"""


def recount():
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT)
