"""When an after-sale may be opened, and for how much."""

from datetime import timedelta

import pytest

from gifts.acceptance import accept
from giftshop.refusals import IllegalTransition
from orders import fulfilment
from orders.aftersale import answering, asking
from orders.models import AfterSale, Order
from orders.refusals import (
    AfterSaleNotPossible,
    AfterSaleNotYet,
    AfterSaleOpen,
    AfterSaleOver,
    AmountNotPossible,
    NoReturns,
    TooManyAfterSales,
)
from shops.models import Shop
from tests.books import broken
from tests.orders.aftersale.conftest import make_due, now, state


def ask(order, **fields):
    wanted = {"by": order.owner, "kind": "refund", "reason": "other"}
    return asking.request(order.pk, **(wanted | fields))


def test_an_unshipped_order_is_asked_for_whole_with_its_freight(counter):
    aftersale = ask(counter.to_ship())
    assert (aftersale.state, aftersale.goods_fen, aftersale.freight_fen) == ("requested", 17600, 1200)
    assert now(aftersale).due_at - now(aftersale).requested_at == timedelta(hours=48)
    assert not broken()


@pytest.mark.parametrize("goods_fen", [1, 17599, 17601])
def test_of_an_unshipped_order_nobody_asks_for_a_part(counter, goods_fen):
    with pytest.raises(AmountNotPossible):
        ask(counter.to_ship(), goods_fen=goods_fen)


@pytest.mark.parametrize("so_far", ["shipped", "completed"])
@pytest.mark.parametrize("kind", ["refund", "return"])
def test_what_was_shipped_is_asked_for_without_its_freight(counter, so_far, kind):
    aftersale = ask(getattr(counter, so_far)(), kind=kind)
    assert (aftersale.goods_fen, aftersale.freight_fen) == (17600, 0)


@pytest.mark.parametrize("reason", ["damaged", "wrong", "not_as_described", "missing"])
def test_the_freight_is_asked_for_too_where_the_shop_is_at_fault(counter, reason):
    whole = ask(counter.shipped(), reason=reason)
    assert (whole.merchant_at_fault, whole.freight_fen) == (True, 1200)
    part = ask(counter.shipped(), reason=reason, goods_fen=17599)
    assert (part.merchant_at_fault, part.freight_fen) == (True, 0)


@pytest.mark.parametrize("goods_fen", [0, -1, 17601])
def test_an_amount_that_is_nothing_or_too_much_is_refused(counter, goods_fen):
    with pytest.raises(AmountNotPossible):
        ask(counter.shipped(), goods_fen=goods_fen)


def test_after_a_part_went_back_only_the_rest_can_be_asked_for(counter, world):
    order = counter.shipped()
    answering.approve(ask(order, goods_fen=100).pk, by=world.wen)
    with pytest.raises(AmountNotPossible):
        ask(order, goods_fen=17501)
    assert ask(order).goods_fen == 17500


def test_before_payment_and_after_the_end_there_is_none(counter, world):
    withdrawn = counter.to_ship()
    fulfilment.withdraw(withdrawn.pk, stock_left=5)
    for order in [world.own_order(paid=False), world.sent_gift().order, withdrawn]:
        with pytest.raises(AfterSaleNotPossible):
            ask(order)


def test_a_gift_is_locked_for_24_hours_after_acceptance(counter, world):
    gift = world.accepted_gift()
    with pytest.raises(AfterSaleNotYet):
        ask(gift.order)
    make_due(gift.order, "locked_until")
    assert ask(gift.order).opened_by == world.bo


def test_a_guest_opens_one_without_a_name(counter, world):
    gift, _receipt = accept(world.sent_gift().pk, by=None, address=world.address())
    make_due(gift.order, "locked_until")
    assert ask(gift.order, by=None).opened_by is None


def test_seven_days_after_completion_it_is_over(counter):
    order = counter.completed()
    make_due(order, "release_due_at")
    with pytest.raises(AfterSaleOver):
        ask(order)


def test_once_the_money_is_divided_it_is_over(counter):
    order = counter.shipped()
    fulfilment.backstop([order.pk])
    with pytest.raises(AfterSaleOver):
        ask(order)


def test_what_was_not_shipped_cannot_be_sent_back(counter):
    with pytest.raises(NoReturns):
        ask(counter.to_ship(), kind="return")


def test_a_shop_without_a_return_address_takes_nothing_back(counter, world):
    Shop.objects.filter(pk=world.shop.pk).update(aftersale_address="")
    with pytest.raises(NoReturns):
        ask(counter.shipped(), kind="return")


def test_one_is_open_at_a_time(counter):
    order = counter.shipped()
    first = ask(order)
    with pytest.raises(AfterSaleOpen):
        ask(order)
    asking.withdraw(first.pk)
    ask(order)


def test_an_order_has_five_at_most(counter):
    order = counter.shipped()
    for _ in range(5):
        asking.withdraw(ask(order).pk)
    with pytest.raises(TooManyAfterSales):
        ask(order)
    assert AfterSale.objects.count() == 5


def test_it_can_be_withdrawn_until_the_goods_are_posted(counter, world):
    requested, approved, returning = counter.asked(), counter.returned(), counter.returned()
    answering.approve(approved.pk, by=world.wen)
    answering.approve(returning.pk, by=world.wen)
    asking.post_back(returning.pk, carrier="SF", tracking_number="SF99887766554")
    for aftersale in [requested, approved]:
        asking.withdraw(aftersale.pk)
        assert state(aftersale) == "withdrawn"
    with pytest.raises(IllegalTransition):
        asking.withdraw(returning.pk)
    assert not Order.objects.exclude(goods_back_fen=0).exists()
    assert not broken()


def test_words_are_one_line_of_200_characters(counter):
    aftersale = counter.asked(words="  盒子\n破了 " + "很" * 300)
    assert aftersale.words.startswith("盒子 破了 很")
    assert len(aftersale.words) == 200
