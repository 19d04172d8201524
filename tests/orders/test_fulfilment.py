"""From paid to released: shipping, receiving, giving up, and what the deadlines do."""

from datetime import timedelta

import pytest

from giftshop import deadlines
from giftshop.clock import db_now
from giftshop.refusals import IllegalTransition
from orders import fulfilment
from orders.models import Order
from orders.refusals import AddressLocked, WrongTracking
from payments import ledger

TRACKING = "SF1234567890123"


def shipped(world):
    return fulfilment.ship(world.own_order().pk, carrier="SF", tracking_number=TRACKING)


def make_due(order, column):
    Order.objects.filter(pk=order.pk).update(**{column: db_now() - timedelta(hours=1)})


def test_shipping_is_due_48_hours_after_payment(world):
    order = world.own_order()
    assert order.ship_due_at == order.paid_at + timedelta(hours=48)


def test_a_tracking_number_is_cleaned_and_checked(world):
    order = world.own_order()
    for carrier, number in [
        ("SF", ""),
        ("SF", "12"),
        ("XX", TRACKING),
        ("SF", "SF12345<script>"),
        ("", TRACKING),
    ]:
        with pytest.raises(WrongTracking):
            fulfilment.ship(order.pk, carrier=carrier, tracking_number=number)
    order = fulfilment.ship(order.pk, carrier="SF", tracking_number=" sf 1234-567890123 ")
    assert order.shipment.tracking_number == TRACKING


def test_an_order_is_shipped_once(world):
    order = shipped(world)
    with pytest.raises(IllegalTransition):
        fulfilment.ship(order.pk, carrier="SF", tracking_number=TRACKING)


def test_a_shipped_order_counts_as_received_after_ten_days(world):
    order = shipped(world)
    assert order.confirm_due_at == order.shipped_at + timedelta(days=10)
    assert deadlines.run("orders.confirm") == 0
    make_due(order, "confirm_due_at")
    assert deadlines.run("orders.confirm") == 1
    order.refresh_from_db()
    assert order.state == "completed"
    assert order.release_due_at == order.completed_at + timedelta(days=7)


def test_seven_days_after_completion_the_money_is_divided_once(world):
    order = shipped(world)
    fulfilment.confirm(order.pk)
    assert ledger.balance("escrow", order.subject) == 8800
    make_due(order, "release_due_at")
    assert [deadlines.run("orders.release"), deadlines.run("orders.release")] == [1, 0]
    order.refresh_from_db()
    assert order.released_at
    assert order.fee_fen == 88
    assert ledger.balance("escrow", order.subject) == 0
    assert ledger.balance("platform_fee") == 88
    assert ledger.balance("merchant_payable", f"shop:{order.shop_id}") == 8712


def test_withdrawing_refunds_in_full_and_sets_the_stock_that_was_counted(world):
    order = world.own_order(quantity=2)
    order = fulfilment.withdraw(order.pk, stock_left=3)
    assert order.state == "refunded"
    assert [refund.amount_fen for refund in order.refunds] == [17600]
    assert world.variant().stock == 3
    with pytest.raises(IllegalTransition):
        fulfilment.withdraw(order.pk, stock_left=3)


def test_on_day_29_an_unshipped_order_is_refunded_and_a_shipped_one_released(world):
    unshipped, sent = world.own_order(), shipped(world)
    for order in [unshipped, sent]:
        assert order.backstop_at - order.payment.provider_paid_at == timedelta(days=29)
        make_due(order, "backstop_at")
    assert deadlines.run("orders.backstop") == 2
    unshipped.refresh_from_db()
    sent.refresh_from_db()
    assert (unshipped.state, sent.state) == ("refunded", "shipped")
    assert sent.released_at
    assert [refund.cause for refund in unshipped.refunds] == ["backstop"]
    assert deadlines.run("orders.backstop") == 0


def test_a_gifts_address_is_locked_for_24_hours_after_acceptance(world):
    gift = world.accepted_gift()
    elsewhere = world.address(detail="别处 1 号")
    with pytest.raises(AddressLocked):
        fulfilment.change_address(gift.order_id, elsewhere)
    make_due(gift.order, "locked_until")
    fulfilment.change_address(gift.order_id, elsewhere)
    assert Order.objects.get(pk=gift.order_id).delivery.detail == "别处 1 号"


def test_an_address_is_shredded_180_days_after_completion(world):
    order = shipped(world)
    fulfilment.confirm(order.pk)
    delivery = Order.objects.get(pk=order.pk).delivery
    assert deadlines.run("orders.shred") == 0
    type(delivery).objects.update(shred_at=db_now() - timedelta(hours=1))
    assert deadlines.run("orders.shred") == 1
    delivery.refresh_from_db()
    assert (delivery.consignee, delivery.phone, delivery.detail) == ("", "", "")
    assert delivery.shredded_at
