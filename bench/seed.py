"""Rows to measure on: a catalogue, people, and any number of paid gifts waiting to be accepted.

Gifts come in by set-based SQL, through every constraint and trigger of the shop: what is seeded is what the shop would
have written, and `check_ledger` accepts it. Left out is what nothing here reads: old events, the bank's own books.
"""

from datetime import timedelta

from django.db import connection, transaction

from accounts.models import User
from shops.models import Category, Product, Shop, Variant

SHOPS, PRODUCTS, VARIANTS, PEOPLE = 10, 10, 2, 1_000  # products of each shop, variants of each product
STOCK = 1_000_000
CHUNK = 25_000

# Every row's id, so that rows can point at each other before they exist. How many places there are is asked apart: a
# condition with columns of both sides in one term cannot be hashed, and a join of many with many would take hours.
PLAN = """
    CREATE TEMPORARY TABLE plan AS
    SELECT n, variant.id AS variant, variant.name, variant.price_fen AS fen, product.title, product.shop_id AS shop,
        giver.id AS giver, now() + %(due_in)s - n * interval '1 millisecond' AS deadline,
        nextval('payments_payment_id_seq') AS payment, nextval('payments_attempt_id_seq') AS attempt,
        nextval('orders_order_id_seq') AS purchase, nextval('gifts_gift_id_seq') AS gift,
        nextval('payments_account_id_seq') AS escrow, nextval('payments_journal_id_seq') AS journal
    FROM generate_series(1, %(count)s) AS n
    JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM shops_variant) variant
        ON variant.place = n %% (SELECT count(*) FROM shops_variant)
    JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM accounts_user) giver
        ON giver.place = n * 7 %% (SELECT count(*) FROM accounts_user)
    JOIN shops_product product ON product.id = variant.product_id
"""

ROWS = """
    INSERT INTO payments_payment (id, number, payer_id, shop_id, amount_fen, state, expires_at, lapse_at, paid_at,
        provider_paid_at, paid_attempt_id, close_reason, created_at)
    SELECT payment, upper(left(md5('p' || payment), 12)), giver, shop, fen, 'paid', placed + interval '30 minutes',
        placed + interval '30 minutes', paid, paid, attempt, '', placed
    FROM dated;

    INSERT INTO payments_attempt (id, payment_id, number, provider, method, state, amount_fen, received_fen,
        transaction_id, provider_paid_at, poll_after, polls, created_at)
    SELECT attempt, payment, upper(left(md5('p' || payment), 12)) || '-1', 'sandbox', 'sandbox', 'succeeded', fen, fen,
        'SEED' || attempt, paid, paid, 0, placed
    FROM dated;

    INSERT INTO orders_order (id, number, shop_id, buyer_id, kind, state, payment_id, goods_fen, freight_fen, fee_bps,
        note, close_reason, placed_at, paid_at, backstop_at)
    SELECT purchase, upper(left(md5('o' || purchase), 12)), shop, giver, 'gift', 'awaiting_acceptance', payment, fen, 0,
        100, '', '', placed, paid, paid + interval '29 days'
    FROM dated;

    INSERT INTO orders_line (order_id, variant_id, title, variant_name, unit_price_fen, quantity)
    SELECT purchase, variant, title, name, fen, 1 FROM dated;

    INSERT INTO gifts_gift (id, code, order_id, giver_id, greeting, cover, state, link_version, link_key_id,
        receipt_digest, decline_word, created_at, deadline_at, expire_after, remind_at)
    SELECT gift, upper(left(md5('g' || gift), 12)), purchase, giver, 'For you', 'classic', 'pending', 1, 'k1', '', '',
        placed, deadline, deadline, CASE WHEN deadline > now() THEN deadline - interval '2 hours' END
    FROM dated;

    INSERT INTO payments_account (kind, owner_key, normal_side) VALUES ('provider_clearing', '', 'D')
    ON CONFLICT DO NOTHING;

    INSERT INTO payments_account (id, kind, owner_key, normal_side, balance)
    SELECT escrow, 'escrow', 'order:' || purchase, 'C', 0 FROM dated;

    INSERT INTO payments_journal (id, key, kind, entry_count, total, at)
    SELECT journal, 'order:' || purchase || ':paid', 'paid', 2, fen, paid FROM dated;

    INSERT INTO payments_entry (journal_id, account_id, side, amount)
    SELECT journal, clearing.id, 'D', fen FROM dated, payments_account clearing
    WHERE clearing.kind = 'provider_clearing'
    UNION ALL
    SELECT journal, escrow, 'C', fen FROM dated;
"""

DATED = """
    CREATE TEMPORARY VIEW dated AS
    SELECT *, deadline - interval '24 hours' AS paid, deadline - interval '24 hours 1 minute' AS placed FROM plan
"""


COPIED = ["shops_product", "shops_picture", "shops_variant"]
COPIES = """
    CREATE TEMPORARY TABLE copies ON COMMIT DROP AS
    SELECT n, nextval('shops_product_id_seq') AS copy, original.*
    FROM generate_series(1, %(count)s) AS n
    JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS places FROM shops_product
        WHERE on_shelf AND price_from_fen IS NOT NULL) AS original ON original.place = n %% original.places;

    INSERT INTO shops_product (id, shop_id, category_id, handle, title, description, option_names, occasions, on_shelf,
        price_from_fen, popularity, created_at, updated_at)
    SELECT copy, shop_id, category_id, handle || '-' || n, title || ' ' || n, description, option_names, occasions,
        true, price_from_fen, n %% 50, now(), now()
    FROM copies ORDER BY n;

    INSERT INTO shops_picture (product_id, position, source_url, file, alt, shown, state)
    SELECT copy, picture.position, '', picture.file, picture.alt, picture.shown, picture.state
    FROM copies JOIN shops_picture picture ON picture.product_id = copies.id ORDER BY n;

    INSERT INTO shops_variant (product_id, name, option_values, sku, price_fen, compare_at_fen, stock, position,
        on_shelf)
    SELECT copy, variant.name, variant.option_values, '', variant.price_fen, variant.compare_at_fen, variant.stock,
        variant.position, variant.on_shelf
    FROM copies JOIN shops_variant variant ON variant.product_id = copies.id ORDER BY n, variant.position;
"""


def catalogue(buyers=PEOPLE):
    """Shops, products, variants and people."""
    tea = Category.objects.get(slug="tea")
    shops = Shop.objects.bulk_create(Shop(code=f"shop-{n}", name=f"Shop {n}") for n in range(SHOPS))
    products = Product.objects.bulk_create(
        Product(shop=shop, category=tea, handle=f"tea-{n}", title=f"Tea {n}")
        for shop in shops
        for n in range(PRODUCTS)
    )
    Variant.objects.bulk_create(
        Variant(product=product, name=f"Tin {n}", option_values=[f"{n}"], price_fen=8_800 + n, stock=STOCK)
        for product in products
        for n in range(VARIANTS)
    )
    people(buyers)


def people(count=PEOPLE):
    User.objects.bulk_create(
        User(email=f"person-{n}@example.com", nickname=f"Person {n}", password="!") for n in range(count)
    )


def products(count):
    """`count` copies of what is there, with variants and pictures. The triggers that follow a single row are off
    meanwhile; what they keep is copied, and the catalogue's revision rises once.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for table in COPIED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(COPIES, {"count": count})
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in COPIED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SELECT shops_bump(ARRAY['catalogue', 'categories'])")


def much(product_count, gift_count):
    """People, copies of what is there, and pending gifts, due in half a day."""
    people()
    products(product_count)
    gifts(gift_count, due_in=timedelta(hours=12))
    settle_down()


def gifts(count, *, due_in):
    """`count` pending gifts whose deadline is `due_in` (a timedelta) from now, a millisecond apart."""
    for start in range(0, count, CHUNK):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(PLAN, {"count": min(CHUNK, count - start), "due_in": due_in})
            cursor.execute(DATED)
            cursor.execute(ROWS)
            cursor.execute("DROP TABLE plan CASCADE")


def settle_down():
    """Leave nothing for autovacuum to do in the middle of a measurement, and the planner knowing what is there."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
