"""Refunds, statements and the balance, as the pages about funds tell them."""

import pytest
from django.utils.timezone import localdate

from giftshop.clock import db_now
from orders import fulfilment
from orders.books import month, statement
from orders.models import Order
from tests.api.counting import queries
from tests.api.shop_side import other_shop
from tests.orders.books.conftest import release


@pytest.fixture
def erp(world, api, application):
    return api.by(application(shop=world.shop))


def released(world):
    order = world.own_order()
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890")
    fulfilment.confirm(order.pk)
    release(order)
    return order


def test_refunds_name_their_order_and_why(world, erp):
    order = world.own_order()
    fulfilment.withdraw(order.pk, stock_left=1)
    (refund,) = erp.get("/shop/refunds").json()["items"]
    assert (refund["order"], refund["cause"], refund["amount_fen"]) == (order.number, "withdrawn", 8800)
    assert (refund["state"], refund["own_fen"]) == ("created", 0)
    assert order.payment.number not in str(refund)
    assert erp.get("/shop/refunds", {"state": "succeeded"}).json()["items"] == []


def test_a_statement_explains_the_day_to_the_fen(world, erp):
    order = released(world)
    day = localdate(db_now())
    seen = erp.get(f"/shop/statements/{day}").json()
    assert (seen["opening_fen"], seen["closing_fen"]) == (0, 8712)
    (line,) = seen["lines"]
    assert (line["kind"], line["order"], line["amount_fen"]) == ("release", order.number, 8712)
    assert line["division"] == {
        "paid_fen": 8800,
        "back_fen": 0,
        "fee_fen": 88,
        "commission_fen": 0,
        "held_fen": 0,
    }
    assert statement.of(world.shop, day).closing_fen == 8712


def test_a_month_is_the_pages(world, erp):
    released(world)
    today = localdate(db_now())
    seen = erp.get("/shop/statements", {"month": f"{today:%Y-%m}"}).json()
    (day,) = month.of(world.shop, today.replace(day=1))
    assert seen["month"] == f"{today:%Y-%m}"
    assert seen["total"] == {f"{name}_fen": fen for name, fen in day.figures.items()}
    assert (seen["days"][0]["day"], seen["days"][0]["balance_fen"]) == (today.isoformat(), 8712)
    assert erp.get("/shop/statements").json() == seen
    assert erp.get("/shop/statements", {"month": "2020-01"}).json()["days"] == []


@pytest.mark.parametrize("said", ["2026-13", "2026", "x", "0000-01", "2026-3", "２０２６-03", "2026-03-01"])
def test_what_is_no_month_is_refused(erp, said):
    assert erp.get("/shop/statements", {"month": said}).json()["code"] == "not-valid"
    assert erp.get("/shop/commissions", {"month": said}).json()["code"] == "not-valid"


@pytest.mark.parametrize("said", ["2026-02-30", "2026-2-3", "today", "1999-01-01"])
def test_what_is_no_day_is_not_found(erp, said):
    assert erp.get(f"/shop/statements/{said}").json()["code"] == "not-found"


def test_the_balance_says_what_is_held_and_why(world, erp):
    released(world)
    world.own_order()
    seen = erp.get("/shop/balance").json()
    assert (seen["payable_fen"], seen["receivable_fen"], seen["back_fen"]) == (8712, 0, 0)
    (held,) = seen["held"]
    assert (held["waits_for"], held["orders"], held["amount_fen"]) == ("to_ship", 1, 8800)


def test_another_shops_partner_sees_none_of_it(world, api, application):
    fulfilment.withdraw(world.own_order().pk, stock_left=1)
    released(world)
    other = api.by(application(shop=other_shop(world)))
    assert other.get("/shop/refunds").json()["items"] == []
    assert other.get(f"/shop/statements/{localdate(db_now())}").json()["lines"] == []
    assert other.get("/shop/statements").json()["days"] == []
    assert other.get("/shop/balance").json()["held"] == []


def test_they_ask_the_same_number_of_queries_however_much_there_is(world, erp):
    paths = ["/shop/refunds", f"/shop/statements/{localdate(db_now())}", "/shop/statements", "/shop/balance"]

    def more():
        fulfilment.withdraw(world.own_order().pk, stock_left=9)
        released(world)
        world.own_order()

    more()
    few = [queries(erp, path) for path in paths]
    few = [queries(erp, path) for path in paths]
    for _ in range(3):
        more()
    assert [queries(erp, path) for path in paths] == few
    assert max(few) <= 14
    assert Order.objects.count() == 12
