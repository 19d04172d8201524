"""What is held of a shop's orders: the groups are the ledger's sums, and their lines add up to them."""

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from orders.aftersale import answering, asking
from orders.books import held
from orders.models import Order
from payments.ledger.models import Account
from shops.models import Shop
from tests.orders.books.conftest import kept_back, received, released, shipped


@pytest.fixture
def orders(paid_at_the_bank):
    """One of everything that money can wait for, and what no longer waits."""
    world = paid_at_the_bank
    disputed = received(world, buyer=world.bo)
    asking.request(disputed.pk, by=world.bo, kind="refund", reason="damaged", goods_fen=800)
    released(world)
    world.unpaid_gift()
    return {
        "awaiting_acceptance": world.sent_gift().order,
        "to_ship": world.own_order(quantity=2),
        "shipped": shipped(world),
        "completed": received(world),
        "disputed": disputed,
    }


def waits(shop):
    return {group.waits: group for group in held.of(shop)}


def in_the_ledger(kind):
    return Account.objects.filter(kind=kind).aggregate(fen=Sum("balance"))["fen"]


def test_each_order_waits_for_what_it_waits_for(world, orders):
    groups = waits(world.shop)
    assert groups.keys() == orders.keys()
    assert all(group.orders == 1 for group in groups.values())
    for name, order in orders.items():
        assert [line.pk for line in held.lines(world.shop, name)] == [order.pk]
    assert groups["to_ship"].fen == 17_600
    assert sum(group.fen for group in groups.values()) == in_the_ledger("escrow")


def test_a_day_is_named_as_soon_as_one_is_known(world, orders):
    groups = waits(world.shop)
    day = {name: group.divided_on for name, group in groups.items()}
    done, sent = (Order.objects.get(pk=orders[name].pk) for name in ("completed", "shipped"))
    assert day["completed"] == localdate(done.release_due_at)
    assert day["shipped"] == localdate(sent.confirm_due_at + settings.RELEASE_AFTER)
    assert {day[name] for name in ("awaiting_acceptance", "to_ship", "disputed")} == {None}
    assert [group.waits for group in held.of(world.shop)][:2] == ["completed", "shipped"]


def test_what_was_paid_back_is_no_longer_held(world, orders):
    order = orders["disputed"]
    answering.approve(order.aftersales.get().pk, by=world.wen)
    groups = waits(world.shop)
    assert "disputed" not in groups
    (line,) = [line for line in held.lines(world.shop, "completed") if line.pk == order.pk]
    assert line.fen == 8_000
    assert sum(group.fen for group in groups.values()) == in_the_ledger("escrow")


def test_what_is_kept_back_after_the_division_is_told_apart(paid_at_the_bank):
    world = paid_at_the_bank
    order = kept_back(world)
    (group,) = held.of(world.shop)
    assert (
        (group.waits, group.orders, group.fen)
        == ("kept", 1, 800)
        == ("kept", 1, in_the_ledger("platform_held"))
    )
    assert [line.pk for line in held.lines(world.shop, "kept")] == [order.pk]


def test_another_shops_money_is_not_in_it(orders):
    assert held.of(Shop.objects.create(code="other", name="别家")) == []


def test_many_orders_ask_as_much_as_few(world, orders):
    shop = world.shop
    held.of(shop)
    with CaptureQueriesContext(connection) as few:
        held.of(shop)
    world.own_order()
    shipped(world)
    with CaptureQueriesContext(connection) as many:
        held.of(shop)
    assert len(few) == len(many) == 2
