"""Giving commission up, and leaving."""

import pytest
from django.test import Client

from accounts.erasure import erase
from giftshop.models import Event
from orders import fulfilment
from orders.models import SplitLine
from payments import ledger
from sharers.models import Waiver
from sharers.refusals import CommissionOutstanding, NothingToWaive, WithdrawalOpen
from sharers.withdrawals import waiving
from tests.books import broken
from tests.sharers.conftest import release
from tests.sharers.withdrawals.conftest import a_day_passes, ask, books, carry_out, take, waiting

PAGE = "/share/waiver/"


def fee():
    return ledger.balance("platform_fee")


def test_what_is_owed_the_platform_keeps_and_what_is_pending_nobody_earns(world, earned):
    pending = [world.own_order(), world.own_order(paid=False), world.sent_gift().order]
    before = fee()
    waiver = waiving.waive(earned)
    assert (waiver.amount_fen, waiver.orders) == (664, 3)
    assert (books(earned), fee()) == ((0, 0), before + 664)
    assert not SplitLine.objects.filter(order__in=pending).exists()
    assert Event.objects.get(kind="commission.waived").data == {"amount_fen": 664, "orders": 3}
    release(pending[0])
    assert ledger.balance("merchant_payable", f"shop:{world.shop.pk}") == 2 * 8712 - 664
    assert not broken()


def test_who_has_waived_can_leave(world, earned):
    world.own_order()
    with pytest.raises(CommissionOutstanding):
        erase(user=earned)
    waiving.waive(earned)
    erase(user=earned)
    assert not broken()


def test_a_withdrawal_on_its_way_ends_first(earned):
    withdrawal = ask(earned)
    with pytest.raises(WithdrawalOpen):
        waiving.waive(earned)
    with pytest.raises(CommissionOutstanding):
        erase(user=earned)
    carry_out(withdrawal)
    a_day_passes()
    carry_out(withdrawal)
    assert waiving.waive(earned).amount_fen == 664
    assert not broken()


def test_who_has_withdrawn_everything_can_leave_and_is_forgotten(earned):
    withdrawal = waiting(earned)
    take(withdrawal)
    carry_out(withdrawal)
    erase(user=earned)
    withdrawal.refresh_from_db()
    assert (withdrawal.openid, withdrawal.name, withdrawal.ticket) == ("", "", "")
    assert not broken()


def test_there_must_be_something_to_waive(world, shared):
    with pytest.raises(NothingToWaive):
        waiving.waive(world.lin)
    fulfilment.withdraw(world.own_order().pk, stock_left=0)
    with pytest.raises(NothingToWaive):
        waiving.waive(world.lin)
    assert not Waiver.objects.exists()


def test_nobody_elses_commission_is_touched(world, earned):
    order = world.own_order()
    SplitLine.objects.create(order=order, payee_key=f"user:{world.chen.pk}", bps=100)
    waiving.waive(earned)
    assert [line.payee_key for line in order.splits.all()] == [f"user:{world.chen.pk}"]


def test_the_page_says_what_is_given_up_and_asks_to_be_sure(world, earned):
    world.own_order()
    client = Client()
    client.force_login(earned)
    page = client.get(PAGE)
    assert "¥6.64" in page.text and page.context["orders"] == 1
    assert client.post(PAGE).context["form"].errors
    assert books(earned) == (664, 0)
    assert client.post(PAGE, {"sure": "on"})["Location"] == "/account/leave/"
    assert books(earned) == (0, 0)
    assert client.post(PAGE, {"sure": "on"}).status_code == 409
    assert PAGE in client.get("/account/leave/").text
