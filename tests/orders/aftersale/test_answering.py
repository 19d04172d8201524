"""What the shop and the operator say, and where the money goes."""

from datetime import timedelta

import pytest

from giftshop.refusals import IllegalTransition
from orders import fulfilment
from orders.aftersale import answering, asking
from orders.models import AfterSale
from orders.refusals import (
    AfterSaleOpen,
    AfterSaleOver,
    AfterSaleTooLate,
    AmountNotPossible,
    WordsMissing,
    WrongTracking,
)
from payments import ledger
from tests.books import broken
from tests.orders.aftersale.conftest import RETURN_TO, TRACKING, causes, make_due, now, order_of, state


@pytest.fixture
def wen(world):
    return world.wen


def approve(aftersale, wen, **fields):
    return answering.approve(aftersale.pk, by=wen, **fields)


def reject(aftersale, wen):
    return answering.reject(aftersale.pk, by=wen, words="完好无损")


def test_an_unshipped_order_goes_back_whole_and_its_stock_returns(counter, world, wen):
    order = counter.to_ship()
    aftersale = counter.asked(order)
    assert world.variant().stock == 8
    approve(aftersale, wen)
    order = now(order)
    assert (order.state, order.close_reason, order.goods_back_fen) == ("refunded", "after-sale", 17600)
    assert causes(order) == [(f"after-sale-{aftersale.pk}", 18800)]
    assert (state(aftersale), world.variant().stock) == ("refunded", 10)
    assert ledger.balance("escrow", order.subject) == 0
    assert order.delivery.shred_at
    assert not broken()


def test_all_of_the_goods_go_back_and_the_freight_stays_with_the_shop(counter, world, wen):
    aftersale = counter.asked()
    approve(aftersale, wen)
    order = order_of(aftersale)
    assert (order.state, order.goods_back_fen, order.fee_base_fen, order.fee_fen) == ("refunded", 17600, 0, 0)
    assert causes(order) == [(f"after-sale-{aftersale.pk}", 17600)]
    assert ledger.balance("merchant_payable", f"shop:{order.shop_id}") == 1200
    assert ledger.balance("platform_fee") == 0
    assert world.variant().stock == 8
    assert not broken()


def test_staff_may_say_that_the_shop_is_at_fault_and_the_freight_goes_back_too(counter, wen):
    aftersale = counter.asked()
    approve(aftersale, wen, at_fault=True)
    order = order_of(aftersale)
    assert (order.state, order.released_at, [fen for _, fen in causes(order)]) == ("refunded", None, [18800])
    assert not broken()


def test_a_part_leaves_the_order_as_it_is(counter, wen):
    aftersale = counter.asked(goods_fen=300, reason="damaged")
    approve(aftersale, wen, at_fault=True)
    order = order_of(aftersale)
    assert (order.state, order.goods_back_fen, order.closed_at) == ("shipped", 300, None)
    assert causes(order) == [(f"after-sale-{aftersale.pk}", 300)]
    fulfilment.confirm(order.pk)
    assert not broken()


def test_parts_add_up_to_the_whole(counter, wen):
    order = counter.completed()
    for fen in [100, 500, None]:
        approve(counter.asked(now(order), goods_fen=fen, reason="wrong"), wen)
    order = now(order)
    assert (order.state, order.goods_back_fen) == ("refunded", 17600)
    assert [fen for _, fen in causes(order)] == [100, 500, 17000 + 1200]
    assert not broken()


def test_a_yes_is_said_once(counter, wen):
    aftersale = counter.asked(goods_fen=300)
    approve(aftersale, wen)
    for verb in [approve, reject]:
        with pytest.raises(IllegalTransition):
            verb(aftersale, wen)
    assert len(causes(order_of(aftersale))) == 1


def test_a_return_is_paid_when_the_goods_are_back(counter, world, wen):
    aftersale = counter.returned()
    approve(aftersale, wen)
    approved = now(aftersale)
    assert (approved.state, approved.return_to) == ("approved", RETURN_TO)
    assert approved.due_at - approved.answered_at == timedelta(days=7)
    with pytest.raises(WrongTracking):
        asking.post_back(aftersale.pk, carrier="SF", tracking_number="?")
    asking.post_back(aftersale.pk, carrier="ZTO", tracking_number=" zto 123456789 ")
    posted = now(aftersale)
    assert (posted.state, posted.tracking_number) == ("returning", "ZTO123456789")
    assert posted.due_at - posted.posted_at == timedelta(days=7)
    assert not causes(order_of(aftersale))
    answering.receive(aftersale.pk, by=wen)
    assert (state(aftersale), order_of(aftersale).state) == ("refunded", "refunded")
    assert [fen for _, fen in causes(order_of(aftersale))] == [17600]
    assert world.variant().stock == 8
    with pytest.raises(IllegalTransition):
        answering.receive(aftersale.pk, by=wen)
    assert not broken()


def test_goods_that_were_not_posted_cannot_be_received(counter, wen):
    aftersale = counter.returned()
    approve(aftersale, wen)
    with pytest.raises(IllegalTransition):
        answering.receive(aftersale.pk, by=wen)


def test_goods_are_not_posted_after_their_time(counter, wen):
    aftersale = counter.returned()
    approve(aftersale, wen)
    make_due(aftersale)
    with pytest.raises(AfterSaleTooLate):
        asking.post_back(aftersale.pk, carrier="SF", tracking_number=TRACKING)


def test_a_no_needs_words_and_moves_no_money(counter, wen):
    aftersale = counter.asked()
    with pytest.raises(WordsMissing):
        answering.reject(aftersale.pk, by=wen, words="  ")
    reject(aftersale, wen)
    rejected = now(aftersale)
    assert (rejected.state, rejected.rejection, rejected.decided_by) == ("rejected", "完好无损", wen)
    assert rejected.due_at - rejected.answered_at == timedelta(days=7)
    assert not causes(order_of(aftersale))
    assert not broken()


def test_after_48_hours_it_is_too_late_for_a_no(counter, wen):
    aftersale = counter.asked()
    make_due(aftersale)
    with pytest.raises(AfterSaleTooLate):
        reject(aftersale, wen)


def test_the_operator_decides_an_appeal(counter, world, wen):
    granted, dismissed = counter.asked(), counter.returned()
    for aftersale in [granted, dismissed]:
        reject(aftersale, wen)
        with pytest.raises(WordsMissing):
            asking.appeal(aftersale.pk, words="")
        asking.appeal(aftersale.pk, words="请看照片")
        assert (state(aftersale), now(aftersale).due_at) == ("appealed", None)
        with pytest.raises(IllegalTransition):
            reject(aftersale, wen)
    answering.approve(granted.pk, by=world.chen)
    assert (state(granted), now(granted).decided_by) == ("refunded", world.chen)
    answering.dismiss(dismissed.pk, by=world.chen, words="商家有理")
    final = now(dismissed)
    assert (final.state, final.verdict, final.rejection) == ("rejected", "商家有理", "完好无损")
    with pytest.raises(AfterSaleTooLate):
        asking.appeal(dismissed.pk, words="再看看")
    assert not broken()


def test_an_appeal_of_a_return_sends_the_goods_back_first(counter, world, wen):
    aftersale = counter.returned()
    reject(aftersale, wen)
    asking.appeal(aftersale.pk, words="请看照片")
    answering.approve(aftersale.pk, by=world.chen)
    assert (state(aftersale), bool(now(aftersale).due_at)) == ("approved", True)


def test_a_no_that_is_a_week_old_is_not_appealed(counter, wen):
    aftersale = counter.asked()
    reject(aftersale, wen)
    make_due(aftersale)
    with pytest.raises(AfterSaleTooLate):
        asking.appeal(aftersale.pk, words="请看照片")


def test_once_the_money_is_divided_there_is_no_appeal(counter, wen):
    aftersale = counter.asked()
    reject(aftersale, wen)
    fulfilment.backstop([aftersale.order_id])
    with pytest.raises(AfterSaleOver):
        asking.appeal(aftersale.pk, words="请看照片")


def test_an_appeal_waits_for_what_is_open_and_asks_for_no_more_than_is_left(counter, wen):
    aftersale = counter.asked()
    reject(aftersale, wen)
    other = counter.asked(order_of(aftersale), goods_fen=1)
    with pytest.raises(AfterSaleOpen):
        asking.appeal(aftersale.pk, words="请看照片")
    approve(other, wen)
    with pytest.raises(AmountNotPossible):
        asking.appeal(aftersale.pk, words="请看照片")


def test_shipping_ends_a_request_for_what_was_not_shipped(counter, wen):
    aftersale = counter.asked(counter.to_ship())
    fulfilment.ship(aftersale.order_id, carrier="SF", tracking_number=TRACKING)
    assert (state(aftersale), order_of(aftersale).state) == ("closed", "shipped")
    with pytest.raises(IllegalTransition):
        approve(aftersale, wen)
    assert counter.asked(order_of(aftersale)).freight_fen == 0
    assert not broken()


def test_a_no_to_an_unshipped_order_is_appealed_without_the_freight_once_it_was_shipped(counter, wen):
    aftersale = counter.asked(counter.to_ship())
    reject(aftersale, wen)
    fulfilment.ship(aftersale.order_id, carrier="SF", tracking_number=TRACKING)
    asking.appeal(aftersale.pk, words="不想要了")
    assert (now(aftersale).goods_fen, now(aftersale).freight_fen) == (17600, 0)


def test_once_granted_it_is_not_shipped(counter, wen):
    aftersale = counter.asked(counter.to_ship())
    approve(aftersale, wen)
    with pytest.raises(IllegalTransition):
        fulfilment.ship(aftersale.order_id, carrier="SF", tracking_number=TRACKING)


def test_a_shop_that_withdraws_grants_what_was_asked(counter):
    aftersale = counter.asked(counter.to_ship())
    fulfilment.withdraw(aftersale.order_id, stock_left=3)
    assert (state(aftersale), causes(order_of(aftersale))) == ("refunded", [("withdrawn", 18800)])
    assert not broken()


def test_every_state_has_what_wechat_calls_it():
    for standing in AfterSale.State:
        for kind in AfterSale.Kind:
            code = AfterSale(state=standing, kind=kind).wechat_code
            known = standing != "proposed" and (kind == "return" or standing not in {"approved", "returning"})
            assert bool(code) == known
