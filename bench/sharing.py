"""The pages of those who share, and of the merchant who pays them: a shop with few sharers beside one with many."""

from urllib.parse import quote

from django.core.management import call_command
from django.db import connection, transaction

from accounts.models import User
from bench import databases, history, pages, people, seed, table
from orders.models import SplitLine
from sharers.figures import days
from sharers.models import Sharer, Showcase
from sharers.showcases import influence
from shops.models import Shop, Staff

SLOWER = 3
EACH = 50  # commissions of one sharer
OVER = 400  # days; an order that is young is pending still

# Everybody shares for the shop and keeps a showcase: of two orders one came by each.
PEOPLE = """
    INSERT INTO sharers_sharer (shop_id, user_id, state, joined_at)
    SELECT %(shop)s, id, 'active', now() - interval '1 year' FROM accounts_user ORDER BY id LIMIT %(sharers)s OFFSET 2;
    INSERT INTO sharers_promoter (user_id, state, joined_at) SELECT user_id, 'active', joined_at FROM sharers_sharer;
    INSERT INTO sharers_showcase (promoter_id, code, name, words, avatar, banner, shown, listed, shows_sales,
        taken_down, opened_at)
    SELECT id, upper(left(md5('v' || id), 12)), 'Showcase ' || id, '', '', '', true, true, false, false, joined_at
    FROM sharers_promoter;
    INSERT INTO sharers_slot (showcase_id, position, product_id, changed_at)
    SELECT showcase.id, product.place, product.id, opened_at FROM sharers_showcase showcase,
        (SELECT id, row_number() OVER (ORDER BY id) AS place FROM shops_product ORDER BY id LIMIT 4) product;
    INSERT INTO sharers_sharelink (code, sharer_id, shop_id)
    SELECT upper(left(md5('s' || id), 12)), id, shop_id FROM sharers_sharer;
    INSERT INTO sharers_sharelink (code, promoter_id, showcase_id)
    SELECT upper(left(md5('w' || id), 12)), promoter_id, id FROM sharers_showcase
"""

# Order n came by somebody who did not place it.
ORDERS = """
    CREATE TEMPORARY TABLE came ON COMMIT DROP AS
    SELECT orders.id AS order_id, link.id AS link_id, link.user_id, orders.paid_at, orders.fee_base_fen
    FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM orders_order WHERE paid_at IS NOT NULL) orders
    JOIN (
        SELECT link.id, coalesce(sharer.user_id, promoter.user_id) AS user_id,
            row_number() OVER (ORDER BY link.id) - 1 AS place
        FROM sharers_sharelink link LEFT JOIN sharers_sharer sharer ON sharer.id = link.sharer_id
        LEFT JOIN sharers_promoter promoter ON promoter.id = link.promoter_id
    ) link ON link.place = orders.n %% (SELECT count(*) FROM sharers_sharelink)
    WHERE link.user_id <> orders.buyer_id AND link.user_id IS DISTINCT FROM orders.owner_id;
    INSERT INTO sharers_linkedorder (order_id, link_id) SELECT order_id, link_id FROM came;
    INSERT INTO orders_splitline (order_id, payee_key, bps, fen)
    SELECT order_id, 'user:' || user_id, 500, fee_base_fen * 500 / 10000 FROM came;
    INSERT INTO sharers_linkday (link_id, day, visits, newcomers)
    SELECT link_id, (paid_at AT TIME ZONE 'Asia/Shanghai')::date, 3 * count(*), count(*) FROM came GROUP BY 1, 2;
    INSERT INTO sharers_visitor (link_id, key, last_at)
    SELECT link_id, md5('m' || order_id), paid_at FROM came
"""


def figures(size):
    call_command("collectstatic", "--no-input", verbosity=0)
    with databases.fresh("bench_few_share") as few, databases.fresh("bench_many_share") as many:
        for name, sharers in [(few, size.sharers), (many, size.crowd)]:
            databases.use(name)
            open_a_shop(sharers)
        speeds = pages.side_by_side([few, many], visits, size)
        for name, measured in speeds.items():
            yield table.Figure(
                name=f"{name}, {size.crowd:,} sharers beside {size.sharers:,}",
                aim=1 / SLOWER,
                figures=measured[many],
                limits=measured[few],
                written={},
            )


def open_a_shop(sharers):
    """With an owner and sharers who have EACH commissions."""
    seed.catalogue(buyers=max(2 * sharers, 100))
    shop = Shop.objects.order_by("pk").first()
    owner = User.objects.order_by("pk").first()
    User.objects.filter(pk=owner.pk).update(is_staff=True)
    Staff.objects.create(shop=shop, user=owner, role=Staff.OWNER)
    Shop.objects.filter(pk=shop.pk).update(promoter_bps=500, default_commission_bps=500)
    history.fill(shop, sharers * EACH, OVER)
    asked = {"shop": shop.pk, "sharers": sharers}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PEOPLE, asked)
        cursor.execute(ORDERS, asked)
    seed.settle_down()
    days.close()
    influence.count()
    seed.settle_down()


def visits():
    """Name → (path, session)."""
    owner = User.objects.order_by("pk").first()
    most = SplitLine.objects.values("payee_key").order_by("payee_key").first()["payee_key"]
    sharer = User.objects.get(pk=int(most.partition(":")[2]))
    mine = {
        "Sharer's home": "/share/",
        "Sharer's links": "/share/links/",
        "Sharer's commission": "/share/commission/",
        "Sharer's days": "/share/days/",
        "Goods to share": "/share/goods/",
        "Board": "/boards/",
        "Showcase": Showcase.objects.order_by("pk").first().get_absolute_url(),
    }
    newest = Sharer.objects.select_related("user").latest("pk").user  # nobody else is called so
    merchants = {
        "Merchant's list of sharers": "/admin/sharers/sharer/",
        "Sharer found by name": f"/admin/sharers/sharer/?q={quote(newest.nickname)}",
        "What sharing costs": "/admin/sharers/sharer/costs/",
        "Dashboard with sharers": "/admin/?days=30",
    }
    groups = [(mine, people.logged_in(sharer)), (merchants, people.logged_in(owner))]
    return {name: (path, session) for paths, session in groups for name, path in paths.items()}
