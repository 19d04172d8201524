"""收下礼物: who may, until when, and what it moves."""

from datetime import timedelta

import pytest

from gifts import acceptance, giving_back
from gifts.models import Gift
from gifts.refusals import (
    AlreadyAccepted,
    AlreadyDeclined,
    Expired,
    LoginNeeded,
    NotForYou,
    NotPaid,
    OwnGift,
    SwapNotPossible,
)
from giftshop.clock import db_now
from giftshop.models import Event
from orders.models import Order
from orders.refusals import NotDelivered
from shops.models import Variant


def accept(gift, world, **fields):
    arguments = {"by": world.bo, "address": world.address()} | fields
    return acceptance.accept(gift.pk, **arguments)


def overdue(gift, by=timedelta(hours=1)):
    Gift.objects.filter(pk=gift.pk).update(deadline_at=db_now() - by, expire_after=db_now() - by)


def test_accepting_moves_gift_and_order_and_keeps_the_address(world):
    gift, receipt = accept(world.sent_gift(), world)
    order = Order.objects.get(pk=gift.order_id)
    assert (gift.state, gift.recipient, receipt) == ("accepted", world.bo, "")
    assert (order.state, order.owner, order.buyer) == ("to_ship", world.bo, world.mei)
    assert order.delivery.consignee == "王小波"
    assert order.locked_until - order.accepted_at == timedelta(hours=24)
    assert Event.objects.filter(kind="gift.accepted", subject=gift.subject).count() == 1


def test_the_24_hours_start_when_the_payment_is_confirmed(world):
    gift = world.sent_gift()
    assert gift.deadline_at == gift.order.paid_at + timedelta(hours=24)
    assert gift.remind_at == gift.deadline_at - timedelta(hours=2)


def test_a_guest_gets_a_receipt_of_which_only_the_digest_is_kept(world):
    gift, receipt = accept(world.sent_gift(), world, by=None)
    assert len(receipt) == 24
    assert gift.recipient is None
    assert receipt not in str(gift.__dict__)
    assert gift.receipt_digest


def test_the_giver_cannot_accept(world):
    with pytest.raises(OwnGift):
        accept(world.sent_gift(), world, by=world.mei)


def test_nobody_but_the_named_contact_can_accept(world):
    world.accepted_gift()
    gift = world.sent_gift(contact_id=world.bo.pk)
    for stranger in [world.lin, None]:
        with pytest.raises(NotForYou):
            accept(gift, world, by=stranger)
    accept(gift, world)


def test_an_unpaid_gift_cannot_be_accepted(world):
    with pytest.raises(NotPaid):
        accept(world.unpaid_gift(), world)


def test_a_gift_is_accepted_once(world):
    gift = world.accepted_gift()
    with pytest.raises(AlreadyAccepted):
        accept(gift, world, by=world.lin)


def test_a_gift_past_its_deadline_is_refused_before_any_sweep_has_come(world):
    gift = world.sent_gift()
    overdue(gift)
    with pytest.raises(Expired):
        accept(gift, world)
    gift.refresh_from_db()
    assert gift.state == "pending"


def test_an_address_the_shop_does_not_deliver_to_leaves_the_gift_pending(world):
    gift = world.sent_gift()
    shop = world.shop
    shop.refuses_provinces = ["西藏自治区"]
    shop.save()
    with pytest.raises(NotDelivered):
        accept(gift, world, address=world.address(province="西藏自治区"))
    gift.refresh_from_db()
    assert gift.state == "pending"
    accept(gift, world)


def test_swapping_moves_both_stocks(world):
    tin, box = world.variant("罐装"), world.variant("盒装")
    gift = world.sent_gift(variant=tin)
    assert Variant.objects.get(pk=tin.pk).stock == 9
    accept(gift, world, variant_id=box.pk)
    assert Variant.objects.get(pk=tin.pk).stock == 10
    assert Variant.objects.get(pk=box.pk).stock == 9
    line = gift.order.lines.get()
    assert (line.variant, line.variant_name, line.unit_price_fen) == (box, "盒装", 8800)


@pytest.mark.parametrize("change", [{"price_fen": 8900}, {"stock": 0}, {"on_shelf": False}])
def test_a_swap_finds_only_what_has_the_frozen_price_and_is_in_stock(world, change):
    box = world.variant("盒装")
    gift = world.sent_gift()
    Variant.objects.filter(pk=box.pk).update(**change)
    with pytest.raises(SwapNotPossible):
        accept(gift, world, variant_id=box.pk)
    gift.refresh_from_db()
    assert gift.state == "pending"


def test_a_swap_for_a_dearer_variant_or_another_product_is_refused(world):
    other = world.product("nuts", "腰果", [("罐装", 8800)]).variants.get()
    gift = world.sent_gift()
    for variant in [world.variant("木匣"), other]:
        with pytest.raises(SwapNotPossible):
            accept(gift, world, variant_id=variant.pk)


def test_a_repriced_or_unlisted_product_changes_nothing_for_a_pending_gift(world):
    gift = world.sent_gift()
    Variant.objects.filter(product=world.tea).update(price_fen=99900, on_shelf=False, stock=0)
    accept(gift, world, variant_id=world.variant("罐装").pk)
    assert gift.order.lines.get().unit_price_fen == 8800


def test_declining_gives_everything_back_at_once(world):
    gift = world.sent_gift()
    assert world.variant().stock == 9
    gift = giving_back.decline(gift.pk, by=world.bo, word="  谢谢，\n心领了 ")
    order = Order.objects.get(pk=gift.order_id)
    assert (gift.state, gift.decline_word, order.state) == ("declined", "谢谢， 心领了", "cancelled")
    assert [refund.amount_fen for refund in order.refunds] == [8800]
    assert world.variant().stock == 10
    with pytest.raises(AlreadyDeclined):
        accept(gift, world)


def test_declining_needs_a_login_that_is_not_the_givers(world):
    gift = world.sent_gift()
    with pytest.raises(LoginNeeded):
        giving_back.decline(gift.pk, by=None)
    with pytest.raises(OwnGift):
        giving_back.decline(gift.pk, by=world.mei)


def test_a_guest_makes_the_gift_part_of_an_account_once(world):
    gift, _receipt = accept(world.sent_gift(), world, by=None)
    with pytest.raises(OwnGift):
        acceptance.claim(gift.pk, by=world.mei)
    acceptance.claim(gift.pk, by=world.bo)
    gift.refresh_from_db()
    assert gift.recipient == gift.order.owner == world.bo
    with pytest.raises(NotForYou):
        acceptance.claim(gift.pk, by=world.lin)


def test_what_is_accepted_was_accepted_before_the_deadline(world):
    """The clock goes on between the guard's look and the written time."""
    gift = world.sent_gift()
    Gift.objects.filter(pk=gift.pk).update(deadline_at=db_now() + timedelta(seconds=5))
    gift, _receipt = accept(gift, world)
    gift.refresh_from_db()
    assert gift.accepted_at < gift.deadline_at
