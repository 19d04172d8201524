"""What `check_ledger` says of orders whose money is not where it belongs."""

from datetime import timedelta

import pytest
from django.contrib.postgres.functions import TransactionNow
from django.db.models import F

from giftshop import deadlines
from orders import fulfilment
from orders.models import Order, SplitLine
from tests.books import broken


@pytest.fixture
def paid(world):
    order = world.own_order()
    assert not broken()
    return order


@pytest.fixture
def released(paid):
    SplitLine.objects.create(order=paid, payee_key="user:1", bps=500)
    fulfilment.ship(paid.pk, carrier="SF", tracking_number="SF1234567890")
    fulfilment.confirm(paid.pk)
    Order.objects.update(release_due_at=TransactionNow())
    assert deadlines.run("orders.release") == 1
    return Order.objects.get()


def test_an_escrow_that_is_not_what_was_paid_is_named(paid):
    Order.objects.update(goods_fen=F("goods_fen") + 1)
    assert any(
        line.startswith(f"orders: escrow = paid - refunds, and 0 once released: order {paid.pk}")
        for line in broken()
    )


def test_a_cancelled_order_that_still_holds_money_is_named(paid):
    Order.objects.update(state="cancelled")
    assert f"order {paid.pk}: closed, but its escrow still holds {paid.total_fen}" in broken()[0]


def test_a_fee_that_is_a_fen_off_is_named(released):
    Order.objects.update(fee_fen=F("fee_fen") + 1)
    assert any(f"order {released.pk}: fee {released.fee_fen + 1} is not 100 bps" in line for line in broken())


def test_a_commission_that_is_a_fen_off_is_named(released):
    SplitLine.objects.update(fen=F("fen") + 1)
    assert any(f"order {released.pk}: commission" in line for line in broken())


def test_an_order_whose_deadline_passed_unseen_is_named(paid):
    fulfilment.ship(paid.pk, carrier="SF", tracking_number="SF1234567890")
    Order.objects.update(confirm_due_at=TransactionNow() - timedelta(hours=2))
    assert broken()[0].endswith(f"order {paid.pk}: shipped, its deadline is over and nothing happened")
