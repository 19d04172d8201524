"""Orders whose money has come as far as a test needs it."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from giftshop import deadlines
from giftshop.clock import db_now
from orders import fulfilment
from orders.aftersale import asking
from orders.models import Order, SplitLine
from payments import ledger
from tests.orders.counter.conftest import clerk, operator, owner, stranger  # noqa: F401


@pytest.fixture
def today():
    return localdate(db_now())


@pytest.fixture
def paid_at_the_bank(world, monkeypatch):
    """Money that the pretend bank knows, since splits are asked of it."""
    from orders.demo import pay

    monkeypatch.setattr(world, "pay", lambda order: (pay(order.payment), order.refresh_from_db()))
    return world


def shipped(world, **order):
    order = world.own_order(**order)
    SplitLine.objects.create(order=order, payee_key=f"user:{world.lin.pk}", bps=500)
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890")
    return order


def received(world, **order):
    order = shipped(world, **order)
    fulfilment.confirm(order.pk)
    order.refresh_from_db()
    return order


def released(world, **order):
    order = received(world, **order)
    release(order)
    return order


def release(order):
    Order.objects.filter(pk=order.pk).update(release_due_at=db_now() - timedelta(hours=1))
    deadlines.run("orders.release")


def kept_back(world):
    """Disputed when the backstop came: the rest is divided."""
    order = received(world)
    asking.request(order.pk, by=world.mei, kind="refund", reason="damaged", goods_fen=800)
    Order.objects.filter(pk=order.pk).update(backstop_at=db_now() - timedelta(hours=1))
    deadlines.run("orders.backstop")
    return order


def divided():
    deadlines.run("payments.splits")
    deadlines.run("payments.refunds")


def owed(shop):
    key = f"shop:{shop.pk}"
    return ledger.balance("merchant_payable", key) - ledger.balance("merchant_receivable", key)
