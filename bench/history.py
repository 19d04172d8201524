"""Orders of a shop's past, the newest of them under way: half of them gifts, evenly over some days.

Set-based SQL through every constraint. The books are written of the newest BOOKED days alone: of what is older no page
behind the counter reads them.
"""

from django.db import connection, transaction

from accounts.models import Address, User
from bench import http, seed
from orders import checkout
from orders.models import Delivery
from shops.models import Variant

BOOKED = 40
CHUNK = 25_000

# The age of an order says how far it has come: a day until it is shipped, ten until it is received, a week more until
# it is divided.
PLAN = """
    CREATE TEMPORARY TABLE plan ON COMMIT DROP AS
    SELECT planned.*, paid + interval '1 hour' AS accepted, paid + interval '1 day' AS shipped,
        paid + interval '11 days' AS received, paid + interval '18 days' AS divided,
        CASE WHEN paid > now() - interval '1 day' THEN 'to_ship'
            WHEN paid > now() - interval '11 days' THEN 'shipped' ELSE 'completed' END AS state,
        CASE WHEN paid < now() - interval '18 days' THEN paid + interval '18 days' END AS released
    FROM (
        SELECT n, variant.id AS variant, variant.name, variant.price_fen AS fen, product.title, product.shop_id AS shop,
            giver.id AS giver, recipient.id AS recipient, n %% 2 = 0 AS is_gift,
            now() - interval '1 second' - (%(count)s - n) * %(days)s * interval '1 day' / %(count)s AS paid,
            nextval('payments_payment_id_seq') AS payment, nextval('payments_attempt_id_seq') AS attempt,
            nextval('orders_order_id_seq') AS purchase
        FROM generate_series(%(first)s, %(last)s) AS n
        JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM shops_variant
            WHERE product_id = ANY(%(products)s)) variant ON variant.place = n %% %(variants)s
        JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM accounts_user) giver
            ON giver.place = n * 7 %% %(people)s
        JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM accounts_user) recipient
            ON recipient.place = (n * 7 + 1) %% %(people)s
        JOIN shops_product product ON product.id = variant.product_id
    ) planned
"""

ROWS = """
    INSERT INTO payments_payment (id, number, payer_id, shop_id, amount_fen, state, expires_at, lapse_at, paid_at,
        provider_paid_at, paid_attempt_id, close_reason, created_at)
    SELECT payment, upper(left(md5('p' || payment), 12)), giver, shop, fen, 'paid', paid, paid, paid, paid, attempt, '',
        paid - interval '1 minute'
    FROM plan;

    INSERT INTO payments_attempt (id, payment_id, number, provider, method, state, amount_fen, received_fen,
        transaction_id, provider_paid_at, poll_after, polls, created_at)
    SELECT attempt, payment, upper(left(md5('p' || payment), 12)) || '-1', 'sandbox', 'sandbox', 'succeeded', fen, fen,
        'SEED' || attempt, paid, paid, 0, paid - interval '1 minute'
    FROM plan;

    INSERT INTO orders_order (id, number, shop_id, buyer_id, owner_id, kind, state, payment_id, goods_fen, freight_fen,
        fee_bps, fee_base_fen, fee_fen, held_fen, note, close_reason, placed_at, paid_at, accepted_at, ship_due_at,
        shipped_at, confirm_due_at, completed_at, release_due_at, released_at, backstop_at)
    SELECT purchase, upper(left(md5('o' || purchase), 12)), shop, giver,
        CASE WHEN is_gift THEN recipient ELSE giver END, CASE WHEN is_gift THEN 'gift' ELSE 'own' END, state, payment,
        fen, 0, 100,
        CASE WHEN released IS NOT NULL THEN fen END, CASE WHEN released IS NOT NULL THEN fen / 100 END,
        CASE WHEN released IS NOT NULL THEN 0 END, '', '', paid - interval '1 minute', paid,
        CASE WHEN is_gift THEN accepted END, accepted + interval '48 hours',
        CASE WHEN state <> 'to_ship' THEN shipped END, CASE WHEN state <> 'to_ship' THEN received END,
        CASE WHEN state = 'completed' THEN received END, CASE WHEN state = 'completed' THEN divided END, released,
        paid + interval '29 days'
    FROM plan;

    INSERT INTO orders_line (order_id, variant_id, title, variant_name, unit_price_fen, quantity)
    SELECT purchase, variant, title, name, fen, 1 FROM plan;

    INSERT INTO orders_delivery (order_id, consignee, phone, phone_index, province, city, district, detail)
    SELECT purchase, consignee, phone, phone_index, province, city, district, detail
    FROM plan, orders_delivery WHERE order_id = %(example)s;

    INSERT INTO orders_shipment (order_id, carrier, tracking_number, shipped_at)
    SELECT purchase, 'SF', 'SF' || purchase, shipped FROM plan WHERE state <> 'to_ship';

    INSERT INTO gifts_gift (code, order_id, giver_id, recipient_id, greeting, cover, state, link_version, link_key_id,
        receipt_digest, decline_word, created_at, deadline_at, expire_after, accepted_at)
    SELECT upper(left(md5('g' || purchase), 12)), purchase, giver, recipient, 'For you', 'classic', 'accepted', 1, 'k1',
        '', '', paid - interval '1 minute', paid + interval '24 hours', paid + interval '24 hours', accepted
    FROM plan WHERE is_gift
"""

BOOKS = """
    INSERT INTO payments_account (kind, owner_key, normal_side, balance)
    SELECT 'escrow', 'order:' || purchase, 'C', 0::bigint FROM plan
    UNION ALL VALUES ('provider_clearing', '', 'D', NULL::bigint), ('platform_fee', '', 'C', NULL)
    UNION ALL SELECT DISTINCT 'merchant_payable', 'shop:' || shop, 'C', 0 FROM plan
    ON CONFLICT DO NOTHING;

    INSERT INTO payments_journal (key, kind, entry_count, total, at)
    SELECT 'order:' || purchase || ':paid', 'paid', 2, fen, paid FROM plan
    UNION ALL
    SELECT 'order:' || purchase || ':release', 'release', 3, fen, released FROM plan WHERE released IS NOT NULL;

    INSERT INTO payments_entry (journal_id, account_id, side, amount)
    SELECT journal.id, account.id, line.side, line.amount
    FROM plan
    JOIN LATERAL (VALUES
        ('paid', 'provider_clearing', '', 'D', fen), ('paid', 'escrow', 'order:' || purchase, 'C', fen),
        ('release', 'escrow', 'order:' || purchase, 'D', fen), ('release', 'platform_fee', '', 'C', fen / 100),
        ('release', 'merchant_payable', 'shop:' || shop, 'C', fen - fen / 100)
    ) AS line (journal, kind, owner, side, amount) ON true
    JOIN payments_journal journal ON journal.key = 'order:' || purchase || ':' || line.journal
    JOIN payments_account account ON account.kind = line.kind AND account.owner_key = line.owner
    ORDER BY journal.id
"""


def fill(shop, count, days):
    """`count` orders of `shop` in the last `days`, the newest of them of this moment."""
    products = list(shop.products.values_list("pk", flat=True))
    asked = {
        "count": count,
        "days": days,
        "example": _example(shop),
        "products": products,
        "variants": Variant.objects.filter(product__in=products).count(),
        "people": User.objects.count(),
    }
    for first in range(1, count + 1, CHUNK):
        asked |= {"first": first, "last": min(first + CHUNK - 1, count)}
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(PLAN, asked)
            cursor.execute(ROWS, asked)
            cursor.execute("DELETE FROM plan WHERE paid < now() - %s * interval '1 day'", [BOOKED])
            cursor.execute(BOOKS)
    seed.settle_down()


def _example(shop):
    """An order whose address the others get: each row of it is encrypted by itself, so none is made in SQL."""
    variant = Variant.objects.filter(product__shop=shop).order_by("pk").first()
    address = Address(**http.ADDRESS)
    buyer = shop.staff.get().user
    order = checkout.place(
        buyer=buyer, variant_id=variant.pk, quantity=1, price_fen=variant.price_fen, address=address
    )
    return Delivery.objects.get(order=order).order_id
