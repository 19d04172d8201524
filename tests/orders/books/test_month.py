"""A month of a shop's money: the days are the ledger's, and add up to what is owed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from giftshop.clock import db_now
from orders.aftersale import asking, goodwill
from orders.books import account, month, moving, statement
from payments.providers.base import SplitState
from payments.providers.sandbox.provider import Sandbox
from shops.models import Shop
from tests.orders.books.conftest import divided, kept_back, owed, released


@pytest.fixture
def first(today):
    return today.replace(day=1)


def figures(shop, first):
    (day,) = month.of(shop, first)
    return {name: fen for name, fen in day.figures.items() if fen}


def test_a_division_is_split_to_the_fen(paid_at_the_bank, first, today):
    shop = paid_at_the_bank.shop
    released(paid_at_the_bank)
    assert figures(shop, first) == {"divided": 8800, "fee": 88, "commission": 440, "earned": 8272}
    (day,) = month.of(shop, first)
    assert (day.day, day.balance_fen) == (today, 8272) == (localdate(db_now()), owed(shop))


def test_paid_out_paid_back_and_taken_are_told_apart(paid_at_the_bank, first):
    order = released(paid_at_the_bank)
    divided()
    goodwill.refund_released(order.pk, by=paid_at_the_bank.wen, goods_fen=500)
    divided()
    told = figures(order.shop, first)
    assert (told["earned"], told["paid_out"], told["back"], told["taken"]) == (8272, -8272, -500, 500)
    assert month.of(order.shop, first)[0].balance_fen == owed(order.shop) == 0


def test_what_was_held_back_has_a_column(paid_at_the_bank, first):
    order = kept_back(paid_at_the_bank)
    told = figures(order.shop, first)
    assert told["held"] == 800
    assert told["divided"] == told["fee"] + told["commission"] + told["held"] + told["earned"] == 8800


def test_each_day_closes_as_its_statement_does(paid_at_the_bank, first, today):
    order = released(paid_at_the_bank)
    (day,) = month.of(order.shop, first)
    assert day.balance_fen == statement.of(order.shop, today).closing_fen
    earlier = (first - timedelta(days=1)).replace(day=1)
    assert month.of(order.shop, earlier) == month.of(order.shop, date(2031, 12, 1)) == []
    assert month.of(Shop.objects.create(code="other", name="别家"), first) == []


def test_many_orders_ask_as_much_as_one(paid_at_the_bank, first):
    shop = released(paid_at_the_bank).shop
    month.of(shop, first)
    with CaptureQueriesContext(connection) as few:
        month.of(shop, first)
    for _ in range(3):
        released(paid_at_the_bank)
    with CaptureQueriesContext(connection) as many:
        assert month.total(month.of(shop, first))["divided"] == 4 * 8800
    assert len(few) == len(many) == 6


@pytest.mark.parametrize("fate", ["asked", "done", "failed", "kept", "let go", "let go and done"])
def test_what_is_on_its_way_to_the_shop_is_what_is_owed_to_it(paid_at_the_bank, monkeypatch, fate):
    world = paid_at_the_bank
    if fate == "failed":
        monkeypatch.setattr(Sandbox, "split", lambda self, split: SplitState.FAILED)
    order = released(world) if fate in {"asked", "done", "failed"} else kept_back(world)
    if fate != "asked":
        divided()
    if fate.startswith("let go"):
        asking.withdraw(order.aftersales.get().pk)
    if fate.endswith("done"):
        divided()
    payable, _receivable = account.balances(order.shop)
    assert sum(split.merchant_fen for split in moving.payouts(order.shop)) == payable
    assert (payable > 0) == (fate in {"asked", "let go"})


def test_what_is_on_its_way_back_is_the_shops_part_of_the_account(paid_at_the_bank):
    order = released(paid_at_the_bank)
    divided()
    goodwill.refund_released(order.pk, by=paid_at_the_bank.wen, goods_fen=500)
    assert [refund.amount_fen for refund in moving.refunds(order.shop)] == [500]
    assert moving.owed_back(order.shop) == 500
    divided()
    assert moving.owed_back(order.shop) == 0
