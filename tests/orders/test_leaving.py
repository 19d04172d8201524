import pytest

from accounts.erasure import erase
from orders import fulfilment
from orders.models import Order
from orders.refusals import ParcelOnTheWay


def test_who_waits_for_a_parcel_cannot_leave_yet(world):
    world.accepted_gift()
    with pytest.raises(ParcelOnTheWay):
        erase(user=world.bo)


def test_who_leaves_later_leaves_no_address_behind(world):
    gift = world.accepted_gift()
    fulfilment.ship(gift.order_id, carrier="SF", tracking_number="SF1234567890123")
    erase(user=world.bo)
    order = Order.objects.get(pk=gift.order_id)
    assert order.delivery.detail == ""
    assert order.delivery.shredded_at


def test_a_giver_may_leave_and_the_gift_runs_on(world):
    gift = world.sent_gift()
    erase(user=world.mei)
    gift.refresh_from_db()
    assert gift.state == "pending"
