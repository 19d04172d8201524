"""What sharing brought and cost: the merchant's month, its file, the first page; closed days and today alike."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from giftshop.clock import db_now
from orders.books import month
from orders.models import Order
from sharers.figures import costs, days
from sharers.models import Attribution, Channel, LinkDay, LinkSales, Promoter, ShareLink, Sharer
from shops.models import Shop, Staff
from tests.sharers.conftest import complete, release

COSTS = reverse("admin:sharers_sharer_costs")


@pytest.fixture
def brought(world, shared):
    """Mei ordered by Lin's link, Bo by the till's; Lin's order is divided."""
    till = Channel.objects.create(shop=world.shop, name="收银台", kind="till")
    link = till.links.create()
    Attribution.objects.remember(world.bo, link)
    release(world.own_order(buyer=world.mei))
    complete(world.own_order(buyer=world.bo))
    LinkDay.objects.add(shared.shop_link, localdate(db_now()), visits=3, capped=2)
    return shared, till


def told(world, first=None, last=None):
    today = localdate(db_now())
    found = costs.of([world.shop.pk], first or today, last or today)
    assert found.count == len(found.rows)
    assert found.total == {name: sum(cost.figures[name] for cost in found.rows) for name in costs.COLUMNS}
    return {(cost.kind, cost.owner.pk): cost.figures for cost in found.rows}


LINS = {"visits": 3, "capped": 2, "orders": 1, "sales_fen": 8800, "commission_fen": 664}
TILLS = {"visits": 0, "capped": 0, "orders": 1, "sales_fen": 8800, "commission_fen": 0}


def test_it_tells_orders_sales_visits_and_the_commission_that_was_divided(world, brought):
    lin, till = brought
    assert told(world) == {("sharer", lin.pk): LINS, ("channel", till.pk): TILLS}
    assert month.total(month.of(world.shop, localdate(db_now()).replace(day=1)))["commission"] == 664


def test_a_day_that_is_over_is_counted_once_and_says_the_same(world, brought):
    lin, till = brought
    yesterday = localdate(db_now()) - timedelta(days=1)
    earlier = db_now() - timedelta(days=1)
    Order.objects.update(paid_at=earlier, placed_at=earlier)
    Order.objects.filter(released_at__isnull=False).update(released_at=earlier)
    LinkDay.objects.update(day=yesterday)
    assert not told(world)
    days.close()
    days.close()
    assert LinkSales.objects.count() == 2
    closed = told(world, yesterday, yesterday)
    assert closed == {("sharer", lin.pk): LINS, ("channel", till.pk): TILLS}
    assert told(world, date(2020, 1, 1)) == closed


def test_other_shops_are_not_told_of(world, brought):
    other = Shop.objects.create(code="other", name="别家")
    assert costs.of([other.pk], date(2020, 1, 1), localdate(db_now())).rows == []
    assert costs.of(None, date(2020, 1, 1), localdate(db_now()), limit=1).count == 2


def test_the_page_and_its_file_name_everybody_and_add_up(counter, brought):
    page = counter.get(COSTS).content.decode()
    assert all(words in page for words in ["Lin", "收银台", "¥6.64", "¥176", "异常未计"])
    file = counter.get(COSTS, {"format": "csv"}).content.decode()
    assert "Lin,3,2,1,88.00,6.64" in file and "收银台,0,0,1,88.00,0.00" in file


def test_the_first_page_tells_owners_and_no_clerk(world, counter, brought):
    first = reverse("admin:index")
    assert "¥6.64" in counter.get(first).content.decode()
    Staff.objects.update(role="clerk")
    assert "¥6.64" not in counter.get(first).content.decode()
    assert counter.get(COSTS).status_code == 403


def test_it_costs_the_same_queries_for_one_and_for_many(
    world, counter, brought, django_assert_max_num_queries
):
    shops = [world.shop.pk]
    today = localdate(db_now())
    for n in range(5):
        person = world.person(f"more-{n}")
        link = Sharer.objects.bind(shop=world.shop, user=person, rate_bps=100).shop_link
        LinkDay.objects.add(link, today, visits=n)
        promoted = ShareLink.objects.create(promoter=Promoter.objects.join(person), shop=world.shop)
        LinkDay.objects.add(promoted, today, visits=n)
    with django_assert_max_num_queries(5):  # clock, figures, three kinds of names
        assert costs.of(shops, today, today).count == 12


def test_the_panel_of_the_first_page_is_kept(counter, brought):
    first = reverse("admin:index")
    assert "¥6.64" in counter.get(first).content.decode()
    LinkSales.objects.all().delete()
    LinkDay.objects.update(visits=77)
    again = counter.get(first).content.decode()
    assert "¥6.64" in again and ">77<" not in again
