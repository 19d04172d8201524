"""Invited, shared, bought by a friend, received, settled, withdrawn; and when something is in the way."""

from datetime import timedelta
from time import sleep
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from gifts.models import Gift
from giftshop import deadlines
from orders import fulfilment
from orders.aftersale import answering, asking
from orders.models import Order
from payments import ledger
from payments.models import SandboxTransfer
from sharers.models import Invitation, ShareLink, Withdrawal
from sharers.withdrawals import executor
from tests.books import broken
from tests.world import World

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def shop(run_shop):
    """Where the money is divided a second after the parcel has come."""
    with run_shop(RELEASE_AFTER="1s") as address:
        yield address


@pytest.fixture
def sharer(visit):
    """`sharer("lin")`: somebody who was invited and has agreed, and the link to the shop."""

    def sharer(name):
        world = World()
        type(world.shop).objects.update(default_commission_bps=800)
        invitation = Invitation.objects.invite(shop=world.shop, by=world.wen, rate_bps=1000)
        lin = visit(name)
        lin.open(path(invitation))
        lin.sees("10 %")
        lin.shot("invitation")
        lin.follow("注册账号")
        lin.fill_sign_up()
        lin.press("同意并成为分享员")
        lin.sees("茶语小铺")
        lin.shot("share-first")
        return lin, path(ShareLink.objects.get(sharer__user__nickname=name))

    return sharer


@pytest.fixture
def earned(sharer, visit):
    """`earned("lin")`: somebody who has settled commission, of a friend's own order."""

    def earned(name):
        lin, link = sharer(name)
        friend = visit(f"{name}s-friend")
        friend.sign_up()
        friend.open(link)
        order = bought(friend)
        complete(order)
        release(order)
        return lin

    return earned


def path(link):
    """On the shop that runs, whose address this process does not have."""
    return urlsplit(link.public_url).path


def bought(friend):
    friend.choose_tea()
    friend.press("立即购买")
    friend.fill_address()
    friend.press("提交订单并付款")
    friend.pay()
    friend.sees("待发货")
    return Order.objects.get(buyer__nickname=friend.name)


def complete(order):
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890123")
    fulfilment.confirm(order.pk)


def release(order):
    """Here, or by the shop's own worker: who looks while the other holds the order goes past it."""
    Order.objects.filter(pk=order.pk).update(release_due_at=timezone.now())
    for _ in range(100):
        deadlines.run("orders.release")
        order.refresh_from_db()
        if order.is_released:
            return
        sleep(0.1)
    pytest.fail("nobody divided the order's money")


def withdraw(lin):
    """Up to the pretend bank's page."""
    lin.open("/share/withdrawals/")
    lin.shot("withdrawals")
    lin.press("提现")
    lin.sees("确认收款")
    lin.shot("withdrawal-waits")
    lin.follow("确认收款")


def owed(name):
    person = User.objects.get(nickname=name)
    return ledger.balance("sharer_payable", f"user:{person.pk}")


def test_from_the_invitation_to_the_money(sharer, visit):
    lin, link = sharer("lin-one")
    mei, bo = visit("mei-one"), visit("bo-one")
    mei.sign_up()
    mei.open(link)
    box = mei.send_tea()
    lin.open("/share/")
    lin.does_not_see("mei-one", "¥8.80", "8.80")  # a gift tells its price once it is accepted
    bo.open_box(box)
    bo.sign_up()
    bo.open(box)
    bo.unwrap()
    bo.fill_address()
    bo.press("收下礼物")
    bo.sees("138****8000")
    lin.open("/share/")
    lin.sees("8.80")
    lin.does_not_see("mei-one", "bo-one", "王小波", "文三路", "明前龙井")
    lin.shot("share-home")
    order = Order.objects.get(gift__giver__nickname="mei-one")
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890123")
    bo.page.reload()
    bo.follow("确认收货")
    bo.press("确认收货")
    release(order)

    withdraw(lin)
    lin.shot("bank-pays")
    lin.press("收款")
    lin.sees("已到账")
    lin.shot("withdrawal-paid")
    lin.is_told("8.8")
    paid = Withdrawal.objects.get(user__nickname="lin-one")
    assert (paid.state, paid.amount_fen, SandboxTransfer.objects.get(number=paid.number).amount_fen) == (
        "paid",
        880,
        880,
    )
    assert owed("lin-one") == 0
    assert not broken()
    assert not lin.problems + mei.problems + bo.problems


def test_a_gift_that_expires_earns_nothing(sharer, visit):
    lin, link = sharer("lin-two")
    mei = visit("mei-two")
    mei.sign_up()
    mei.open(link)
    mei.send_tea()
    now = timezone.now()
    Gift.objects.filter(giver__nickname="mei-two").update(deadline_at=now, expire_after=now)
    mei.sees("已过期退回")
    lin.open("/share/commission/?state=cancelled")
    lin.does_not_see("mei-two", "明前龙井")
    lin.shot("commission-cancelled")
    lin.open("/share/withdrawals/")
    expect(lin.page.get_by_role("button", name="提现", exact=True)).to_have_count(0)
    assert not lin.problems + mei.problems


def test_what_is_paid_back_before_the_division_is_not_earned_and_said(sharer, visit):
    lin, link = sharer("lin-three")
    friend = visit("friend-three")
    friend.sign_up()
    friend.open(link)
    order = bought(friend)
    complete(order)
    asked = asking.request(order.pk, by=order.buyer, kind="refund", reason="damaged", goods_fen=4000)
    answering.approve(asked.pk, by=World().wen)
    release(order)
    assert order.splits.get().fen == 480
    lin.open("/share/commission/?state=settled")
    lin.sees("4.80")
    lin.sees("¥40")  # what was given back of it
    lin.shot("commission-settled")
    assert not broken()


def test_a_withdrawal_that_is_refused_or_not_confirmed_in_a_day_comes_back(earned):
    lin = earned("lin-four")
    withdraw(lin)
    lin.press("让收款账户拒收")
    lin.sees("无法收款")
    lin.shot("withdrawal-refused")
    assert owed("lin-four") == 880

    withdraw(lin)
    late = Withdrawal.objects.latest("pk")
    a_day = timedelta(hours=25)
    SandboxTransfer.objects.filter(number=late.number).update(made_at=timezone.now() - a_day)
    Withdrawal.objects.filter(pk=late.pk).update(confirm_until=timezone.now())
    executor.carry_out(late.pk)
    lin.open(late.get_absolute_url())
    lin.sees("超时未确认")
    lin.shot("withdrawal-expired")
    lin.is_told("8.8")
    assert owed("lin-four") == 880
    assert not broken()
