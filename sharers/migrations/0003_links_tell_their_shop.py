"""What was known of sharers alone is said of their links."""

from django.db import migrations

LINKS = """
    UPDATE sharers_sharelink link SET shop_id = sharer.shop_id, created_at = sharer.joined_at
    FROM sharers_sharer sharer WHERE sharer.id = link.sharer_id
"""
ATTRIBUTIONS = """
    UPDATE sharers_attribution known SET link_id = link.id
    FROM sharers_sharelink link WHERE link.sharer_id = known.sharer_id AND link.product_id IS NULL
"""
# By which of a sharer's links an earlier order came was not kept: it counts for the one to the shop.
ORDERS = """
    INSERT INTO sharers_linkedorder (order_id, link_id)
    SELECT DISTINCT ON (split.order_id) split.order_id, link.id
    FROM orders_splitline split
    JOIN orders_order orders ON orders.id = split.order_id
    JOIN sharers_sharer sharer ON sharer.shop_id = orders.shop_id AND split.payee_key = 'user:' || sharer.user_id
    JOIN sharers_sharelink link ON link.sharer_id = sharer.id AND link.product_id IS NULL
    ORDER BY split.order_id, sharer.id DESC
"""


class Migration(migrations.Migration):
    dependencies = [("sharers", "0002_links_of_promoters_and_channels")]

    operations = [
        migrations.RunSQL([LINKS, ATTRIBUTIONS, ORDERS], migrations.RunSQL.noop),
    ]
