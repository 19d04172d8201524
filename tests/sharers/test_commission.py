"""Who earns on an order, and that it arrives to the fen."""

from datetime import timedelta

import pytest

from gifts import giving_back
from gifts.acceptance import accept, claim
from gifts.models import Gift
from giftshop.clock import db_now
from orders import fulfilment
from orders.models import SplitLine
from payments import ledger
from sharers import commissions
from sharers.commissions import State
from sharers.models import Attribution, Sharer
from shops.models import Shop
from tests.books import broken
from tests.sharers.conftest import complete, release


def owed(user):
    return ledger.balance("sharer_payable", f"user:{user.pk}")


def states(user):
    return [line.state for line in commissions.of(user).order_by("pk")]


def splits(order):
    return list(order.splits.values_list("payee_key", "bps"))


def test_an_own_order_pays_the_sharer_to_the_fen_with_the_release(world, shared):
    order = world.own_order()
    assert (owed(world.lin), states(world.lin)) == (0, [State.PENDING])
    release(order)
    assert (owed(world.lin), states(world.lin)) == (664, [State.SETTLED])
    assert ledger.balance("merchant_payable", f"shop:{world.shop.pk}") == 8800 - 88 - 664
    assert not broken()


def test_an_accepted_gift_pays_the_sharer_of_the_giver_without_freight(world, shared):
    Shop.objects.filter(pk=world.shop.pk).update(gift_freight_fen=1000)
    gift = world.accepted_gift()
    release(gift.order)
    assert owed(world.lin) == 664
    assert not broken()


def test_a_guest_accepts_and_the_sharer_earns(world, shared):
    gift = world.sent_gift()
    accept(gift.pk, by=None, address=world.address())
    release(gift.order)
    assert owed(world.lin) == 664


def test_an_order_that_is_not_paid_is_no_commission_yet(world, shared):
    world.own_order(paid=False)
    assert states(world.lin) == []


def test_expiry_cancels_it(world, shared):
    gift = world.sent_gift()
    past = db_now() - timedelta(hours=1)
    Gift.objects.filter(pk=gift.pk).update(deadline_at=past)
    giving_back.expire([gift.pk])
    assert (owed(world.lin), states(world.lin)) == (0, [State.CANCELLED])
    assert not broken()


def test_a_shop_that_cannot_deliver_cancels_it(world, shared):
    order = world.own_order()
    fulfilment.withdraw(order.pk, stock_left=0)
    assert (owed(world.lin), states(world.lin)) == (0, [State.CANCELLED])


def test_a_sharer_who_buys_earns_nothing(world, sharer):
    Attribution.objects.remember(world.lin, sharer.shop_link)
    assert splits(world.own_order(buyer=world.lin)) == []
    assert splits(world.sent_gift(giver=world.lin).order) == []


def test_a_sharer_who_accepts_the_gift_earns_nothing(world, shared):
    gift = world.sent_gift()
    assert splits(gift.order) == [(f"user:{world.lin.pk}", 755)]
    accept(gift.pk, by=world.lin, address=world.address())
    assert splits(gift.order) == []
    release(gift.order)
    assert owed(world.lin) == 0
    assert not broken()


def test_a_gift_to_the_sharer_by_name_earns_nothing_from_the_start(world, shared):
    world.accepted_gift(by="lin")
    assert splits(world.sent_gift(contact_id=world.lin.pk).order) == []


def test_a_guest_who_turns_out_to_be_the_sharer_loses_what_is_not_paid_out(world, shared):
    gift = world.sent_gift()
    accept(gift.pk, by=None, address=world.address())
    claim(gift.pk, by=world.lin)
    assert splits(gift.order) == []


def test_what_is_released_stays_when_a_guest_turns_out_to_be_the_sharer(world, shared):
    gift = world.sent_gift()
    accept(gift.pk, by=None, address=world.address())
    release(gift.order)
    claim(gift.pk, by=world.lin)
    assert owed(world.lin) == 664
    assert not broken()


def test_the_last_link_wins(world, shared):
    chen = Sharer.objects.bind(shop=world.shop, user=world.chen, rate_bps=100)
    Attribution.objects.remember(world.mei, chen.shop_link)
    assert splits(world.own_order()) == [(f"user:{world.chen.pk}", 100)]
    Attribution.objects.remember(world.mei, shared.shop_link)
    assert splits(world.own_order()) == [(f"user:{world.lin.pk}", 755)]


def test_another_shops_sharer_earns_nothing_here(world):
    other = Shop.objects.create(code="other", name="别家", default_commission_bps=500)
    Attribution.objects.remember(world.mei, Sharer.objects.bind(shop=other, user=world.lin).shop_link)
    assert splits(world.own_order()) == []


def test_a_link_is_forgotten_after_seven_days(world, shared, settings):
    Attribution.objects.update(at=db_now() - settings.SHARE_REMEMBERED)
    assert splits(world.own_order()) == []


def test_the_shops_rate_counts_unless_the_sharer_has_one(world):
    Shop.objects.filter(pk=world.shop.pk).update(default_commission_bps=300)
    sharer = Sharer.objects.bind(shop=world.shop, user=world.lin)
    Attribution.objects.remember(world.mei, sharer.shop_link)
    assert splits(world.own_order()) == [(f"user:{world.lin.pk}", 300)]
    Sharer.objects.update(rate_bps=0)
    assert splits(world.own_order()) == []


def test_the_rate_is_frozen_when_the_order_is_placed(world, shared):
    order = world.own_order()
    Sharer.objects.update(rate_bps=2000)
    release(order)
    assert owed(world.lin) == 664


def test_fee_and_commission_stay_within_the_providers_limit(world, shared, settings):
    settings.PLATFORM_FEE_BPS = 500
    Sharer.objects.update(rate_bps=2900)
    assert splits(world.own_order()) == [(f"user:{world.lin.pk}", 2500)]


def test_a_sharer_who_has_left_earns_on_earlier_orders_only(world, shared):
    before = world.own_order()
    Sharer.objects.leave()
    assert splits(world.own_order()) == []
    release(before)
    assert owed(world.lin) == 664


def test_commission_that_does_not_agree_with_the_books_is_found(world, shared):
    order = world.own_order()
    release(order)
    SplitLine.objects.update(fen=700)
    assert any(
        "sharer_payable is 664, settled commission not withdrawn or waived is 700" in row for row in broken()
    )


def test_a_share_of_ones_own_order_is_found(world, shared):
    order = world.own_order()
    SplitLine.objects.update(payee_key=f"user:{world.mei.pk}")
    assert any(f"order {order.pk}: user:{world.mei.pk} earns on" in row for row in broken())


@pytest.mark.parametrize("settle", [complete, release])
def test_completed_is_not_settled(world, shared, settle):
    settle(world.own_order())
    assert states(world.lin) == [State.SETTLED if settle is release else State.PENDING]
