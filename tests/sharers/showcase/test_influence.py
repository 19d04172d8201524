"""Influence to the fen, and who stands on the board."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gifts import giving_back
from giftshop import deadlines
from giftshop.clock import db_now
from orders import fulfilment
from orders.models import Order, SplitLine
from sharers.models import Attribution, Showcase, Slot, Visitor
from sharers.showcases import influence
from tests.sharers.conftest import release
from tests.sharers.showcase.conftest import opened

LONG_AGO = timedelta(days=91)


@pytest.fixture
def by_link(world, showcase):
    """`by_link("mei")`: Mei buys the tea, having come by Lin's showcase."""

    def by_link(name, **fields):
        person = world.person(name)
        Attribution.objects.remember(person, showcase.link, world.shop.pk)
        return world.own_order(buyer=person, **fields)

    return by_link


def counted(showcase):
    influence.count([showcase.pk])
    showcase.refresh_from_db()
    return showcase


def settled(order, fen):
    release(order)
    SplitLine.objects.filter(order=order).update(fen=fen)


def seen(showcase, number, **fields):
    at = fields.get("at", db_now())
    Visitor.objects.bulk_create(Visitor(link=showcase.link, key=f"v{n}", last_at=at) for n in range(number))


@pytest.mark.parametrize("fen, root", [(0, 0), (99, 0), (100, 1), (9_999, 9), (10_000, 10), (999_999, 99)])
def test_the_root_of_the_settled_yuan_counts_rounded_down(by_link, showcase, fen, root):
    settled(by_link("mei"), fen)
    assert (counted(showcase).influence, showcase.settled_fen) == (root + 5, fen)


def test_commission_that_is_not_settled_counts_nothing_yet(by_link, showcase):
    by_link("mei")
    assert (counted(showcase).settled_fen, showcase.influence) == (0, 5)


def test_a_buyer_counts_once_and_only_after_paying(by_link, showcase):
    by_link("mei", paid=False)
    assert counted(showcase).buyers == 0
    by_link("mei")
    by_link("mei")
    by_link("bo")
    assert (counted(showcase).buyers, showcase.influence) == (2, 10)


def test_what_was_given_back_makes_nobody_a_buyer(world, by_link, showcase):
    fulfilment.withdraw(by_link("mei").pk, stock_left=9)
    Attribution.objects.remember(world.bo, showcase.link, world.shop.pk)
    giving_back.decline(world.sent_gift(giver=world.bo).pk, by=world.mei, word="")
    assert counted(showcase).buyers == 0


def test_ten_visitors_are_one_point(showcase):
    seen(showcase, 19)
    assert (counted(showcase).visitors, showcase.influence) == (19, 1)


def test_what_is_older_than_the_window_counts_no_more(by_link, showcase):
    order = by_link("mei")
    settled(order, 10_000)
    seen(showcase, 20, at=db_now() - LONG_AGO)
    Order.objects.filter(pk=order.pk).update(paid_at=db_now() - LONG_AGO)
    assert (counted(showcase).influence, showcase.buyers, showcase.visitors) == (10, 0, 0)
    Order.objects.filter(pk=order.pk).update(released_at=db_now() - LONG_AGO)
    assert counted(showcase).influence == 0


def test_orders_by_other_links_of_the_owner_count_nothing(world, showcase):
    link = showcase.promoter.links.create(shop=world.shop)
    Attribution.objects.remember(world.mei, link)
    world.own_order()
    assert counted(showcase).influence == 0


def test_what_the_owner_buys_counts_nothing(world, by_link, showcase):
    by_link("lin")
    assert counted(showcase).influence == 0


def test_a_shop_without_promoters_pays_nothing_and_the_order_counts(world, by_link, showcase):
    type(world.shop).objects.update(promoter_bps=None)
    order = by_link("mei")
    assert not order.splits.exists()
    assert counted(showcase).buyers == 1


def test_sales_are_counted_only_where_the_owner_shows_them(by_link, showcase):
    by_link("mei", quantity=2)
    by_link("bo")
    counted(showcase)
    assert Slot.objects.get().sold == 0
    showcase.edit(shows_sales=True)
    counted(showcase)
    assert Slot.objects.get().sold == 2


def test_a_sweep_counts_each_once_in_ten_minutes_in_as_many_statements_for_a_thousand(world, showcase):
    others = [opened(world.person(f"p{n}"), "店") for n in range(3)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert deadlines.run("sharers.influence") == 4
    assert len([q for q in queries if "sharers_" in q["sql"]]) == 4  # claim, count, sales, and nothing left
    assert not influence.due().exists()
    Showcase.objects.filter(pk=others[0].pk).update(counted_at=db_now() - LONG_AGO)
    assert list(influence.due()) == [others[0]]


def ranked():
    influence.rank()
    return [showcase.name for showcase in Showcase.objects.filter(rank__isnull=False).order_by("rank")]


def test_the_board_goes_by_influence_and_then_by_who_was_earlier(world, settings):
    for number, name in enumerate(["甲", "乙", "丙"]):
        opened(world.person(f"p{number}"), name, listed=True)
    Showcase.objects.filter(name="乙").update(influence=7)
    # Of one transaction, all were opened at the same instant: the database's keys decide.
    assert ranked() == ["乙", "甲", "丙"]
    settings.BOARD_LENGTH = 2
    assert ranked() == ["乙", "甲"]


def test_only_who_wants_to_be_is_on_the_board_and_whoever_drops_out_is_gone(world):
    a, b, c, d = [opened(world.person(f"p{n}"), f"{n}", listed=True) for n in range(4)]
    opened(world.chen, "不上榜")
    assert len(ranked()) == 4
    a.edit(listed=False)
    b.edit(shown=False)
    assert Showcase.objects.filter(rank=None).count() == 3
    c.take_down()
    d.promoter.suspend()
    assert ranked() == []


def test_visitors_are_forgotten_after_the_window(showcase):
    seen(showcase, 3, at=db_now() - LONG_AGO)
    Visitor.objects.create(link=showcase.link, key="now", last_at=db_now())
    assert deadlines.run("sharers.visitors") == 3
    assert Visitor.objects.get().key == "now"
