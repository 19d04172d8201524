"""Fee, commission and what the platform holds, to the fen, whatever went back before and after."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giftshop import deadlines
from giftshop.money import share
from orders.aftersale import answering, asking, goodwill
from orders.models import Order, SplitLine
from orders.refusals import AfterSaleOpen, NotReleased, TooManyRefunds
from payments import executor, ledger
from payments.models import Refund
from payments.providers.base import RefundState
from tests.books import broken
from tests.orders.aftersale.conftest import TRACKING, causes, make_due, now, order_of, state


def merchant(order):
    return ledger.balance("merchant_payable", f"shop:{order.shop_id}")


def owed_by(order):
    return ledger.balance("merchant_receivable", f"shop:{order.shop_id}")


def held(order):
    return ledger.balance("platform_held", order.subject)


def reach_day_29(order):
    make_due(order, "backstop_at")
    assert deadlines.run("orders.backstop") == 1
    return now(order)


def pay_back(order):
    for refund in order.refunds:
        executor.record(refund.pk, refund.number, RefundState.SUCCESS)


def test_fee_and_commission_come_from_what_was_not_given_back(counter, world):
    order = counter.completed()
    SplitLine.objects.create(order=order, payee_key="user:99", bps=755)
    answering.approve(counter.asked(order, goods_fen=7601).pk, by=world.wen)
    make_due(order, "release_due_at")
    assert deadlines.run("orders.release") == 1
    order = now(order)
    assert (order.fee_base_fen, order.fee_fen, order.held_fen) == (9999, 99, 0)
    assert order.splits.get().fen == 754
    assert merchant(order) == 9999 + 1200 - 99 - 754
    assert not broken()


def test_on_day_29_what_is_disputed_is_held(counter):
    aftersale = counter.asked(goods_fen=3000)
    order = reach_day_29(order_of(aftersale))
    assert (order.state, order.fee_base_fen, order.fee_fen) == ("shipped", 14600, 146)
    assert (order.held_fen, held(order), merchant(order)) == (3000, 3000, 18800 - 146 - 3000)
    assert now(aftersale).kept_back
    assert not broken()


def test_no_more_is_held_than_the_provider_lets_us_split(counter):
    aftersale = counter.asked(reason="damaged")
    order = reach_day_29(order_of(aftersale))
    assert (order.fee_base_fen, order.fee_fen, held(order)) == (0, 0, share(18800, 3000))
    assert merchant(order) == 18800 - 5640
    assert not broken()


def test_what_is_held_is_the_first_to_go_back_and_the_shop_owes_the_rest(counter, world):
    aftersale = counter.asked(reason="damaged")
    order = reach_day_29(order_of(aftersale))
    answering.approve(aftersale.pk, by=world.wen)
    order = now(order)
    assert (order.state, held(order), owed_by(order)) == ("refunded", 0, 18800 - 5640)
    assert list(order.refunds.values_list("amount_fen", "merchant_fen")) == [(18800, 18800 - 5640)]
    assert not broken()
    pay_back(order)
    assert owed_by(order) == 0
    assert ledger.balance("provider_clearing") == 18800 - 5640
    assert not broken()


@pytest.mark.parametrize("end", ["withdraw", "dismiss", "close"])
def test_a_dispute_that_ends_without_a_refund_gives_the_shop_what_was_held(counter, world, end):
    aftersale = counter.returned(goods_fen=3000)
    if end == "close":
        answering.approve(aftersale.pk, by=world.wen)
    order = reach_day_29(order_of(aftersale))
    if end == "withdraw":
        asking.withdraw(aftersale.pk)
    elif end == "dismiss":
        answering.reject(aftersale.pk, by=world.wen, words="不")
        assert (state(aftersale), held(order)) == (
            "appealed",
            3000,
        )  # the shop cannot say no to its own advantage
        answering.dismiss(aftersale.pk, by=world.chen, words="商家有理")
    else:
        make_due(aftersale)
        assert deadlines.run("orders.aftersales") == 1
    assert (held(order), merchant(order)) == (0, 18800 - 146)
    assert not causes(order)
    assert not broken()


def test_a_return_under_way_on_day_29_is_paid_when_the_goods_are_back(counter, world):
    aftersale = counter.returned(goods_fen=3000)
    answering.approve(aftersale.pk, by=world.wen)
    order = reach_day_29(order_of(aftersale))
    asking.post_back(aftersale.pk, carrier="SF", tracking_number=TRACKING)
    answering.receive(aftersale.pk, by=world.wen)
    assert (now(order).goods_back_fen, held(order), owed_by(order)) == (3000, 0, 0)
    assert not broken()


def test_an_unshipped_order_goes_back_whole_on_day_29_whatever_is_disputed(counter, world):
    aftersale = counter.asked(counter.to_ship())
    order = reach_day_29(order_of(aftersale))
    assert (order.state, order.goods_back_fen, state(aftersale)) == ("refunded", 17600, "refunded")
    assert causes(order) == [("backstop", 18800)]
    assert world.variant().stock == 10
    assert not broken()


def test_the_shop_is_kind_five_times_at_most(counter, world):
    order = counter.completed()
    make_due(order, "release_due_at")
    deadlines.run("orders.release")
    for _ in range(5):
        goodwill.refund_released(order.pk, by=world.wen, goods_fen=100)
    with pytest.raises(TooManyRefunds):
        goodwill.refund_released(order.pk, by=world.wen, goods_fen=100)


def test_after_the_release_the_shop_may_still_be_kind(counter, world):
    order = counter.completed()
    with pytest.raises(NotReleased):
        goodwill.refund_released(order.pk, by=world.wen, goods_fen=100)
    make_due(order, "release_due_at")
    deadlines.run("orders.release")
    before = merchant(order)
    for fen in [100, 200]:
        goodwill.refund_released(order.pk, by=world.wen, goods_fen=fen)
    assert causes(order) == [("goodwill-1", 100), ("goodwill-2", 200)]
    assert (owed_by(order), merchant(order), now(order).goods_back_fen) == (300, before, 300)
    for fen in [0, -1, 17301]:
        with pytest.raises(NotReleased):
            goodwill.refund_released(order.pk, by=world.wen, goods_fen=fen)
    assert not broken()
    goodwill.refund_released(order.pk, by=world.wen, goods_fen=17300)
    assert now(order).state == "refunded"
    pay_back(order)
    assert owed_by(order) == 0
    assert not broken()


def test_kindness_waits_for_the_end_of_a_dispute(counter, world):
    order = reach_day_29(order_of(counter.asked(goods_fen=100)))
    with pytest.raises(AfterSaleOpen):
        goodwill.refund_released(order.pk, by=world.wen, goods_fen=100)


@given(
    parts=st.lists(st.integers(1, 17600), max_size=3),
    disputed=st.none() | st.integers(1, 17600),
    bps=st.integers(1, 2900),
    granted=st.booleans(),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_parts_are_the_whole_whatever_happens(counter, world, parts, disputed, bps, granted):
    order = counter.shipped()
    world.tea.variants.update(stock=10)
    SplitLine.objects.create(order=order, payee_key=f"user:{order.pk + 10**9}", bps=bps)
    before = {kind: ledger.balance(kind) for kind in ["platform_fee", "refund_payable"]}
    to_merchant, owed = merchant(order), owed_by(order)
    for fen in parts:
        if fen < now(order).goods_left_fen:
            answering.approve(counter.asked(now(order), goods_fen=fen).pk, by=world.wen)
    aftersale = None
    if disputed and disputed <= now(order).goods_left_fen:
        aftersale = counter.asked(now(order), goods_fen=disputed)
    order = reach_day_29(order)
    base = order.goods_left_fen - (aftersale.goods_fen if aftersale else 0)
    assert (order.fee_fen, order.splits.get().fen) == (share(base, 100), share(base, bps))
    assert order.fee_fen + order.splits.get().fen + held(order) <= share(18800, 3000)
    if aftersale and granted:
        answering.approve(aftersale.pk, by=world.wen)
    elif aftersale:
        asking.withdraw(aftersale.pk)
    assert held(order) == 0
    went = {
        "platform_fee": ledger.balance("platform_fee") - before["platform_fee"],
        "sharer": order.splits.get().fen,
        "back": ledger.balance("refund_payable") - before["refund_payable"],
        "merchant": merchant(order) - to_merchant - (owed_by(order) - owed),
    }
    assert sum(went.values()) == 18800
    assert went["back"] == sum(refund.amount_fen for refund in Refund.objects.filter(subject=order.subject))
    assert not broken()


@pytest.mark.parametrize(
    "columns, words",
    [
        ({"fee_base_fen": 1}, "fee base 1 of goods 17600"),
        ({"goods_back_fen": 5}, "given back 5, after-sales granted 3000"),
        ({"held_fen": 1}, "the platform holds 3000, the undecided dispute says 1"),
    ],
)
def test_what_is_not_right_is_named(counter, world, columns, words):
    order = counter.shipped()
    answering.approve(counter.asked(order, goods_fen=3000).pk, by=world.wen)
    reach_day_29(order_of(counter.asked(now(order), goods_fen=3000)))
    assert not broken()
    Order.objects.update(**columns)
    assert any(words in line for line in broken())
