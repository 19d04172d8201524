"""What `check_ledger` says of gifts that do not agree with their orders."""

from datetime import timedelta

import pytest
from django.contrib.postgres.functions import TransactionNow

from gifts.models import Gift
from orders.models import Line, Order
from tests.books import broken


@pytest.fixture
def pending(world):
    gift = world.sent_gift()
    assert not broken()
    return gift


def test_a_pending_gift_long_past_its_deadline_is_named(pending):
    Gift.objects.update(deadline_at=TransactionNow() - timedelta(minutes=10))
    [line] = broken()
    assert line.startswith(f"gifts: no pending gift is overdue: gift {pending.pk}")


def test_a_gift_and_an_order_in_states_that_do_not_go_together_are_named(pending):
    Order.objects.update(state="to_ship")
    assert f"gifts: gift and order agree: gift {pending.pk} is pending, its order" in broken()[0]


def test_a_recipient_who_does_not_own_the_parcel_is_named(world):
    gift = world.accepted_gift()
    Order.objects.update(owner=world.lin)
    assert f"gifts: gift and order agree: gift {gift.pk}: its recipient" in broken()[0]


def test_a_gift_of_two_units_is_named(pending):
    Line.objects.update(quantity=2)
    assert broken()[0].endswith(f"order {pending.order_id}: 2 units in 1 lines")


def test_a_gift_of_two_lines_is_named(pending, world):
    line = pending.order.lines.get()
    line.pk = None
    line.save()
    assert broken()[0].endswith(f"order {pending.order_id}: 2 units in 2 lines")


def test_a_gift_order_without_a_gift_is_named(pending):
    Gift.objects.all().delete()
    assert broken()[0].endswith(f"order {pending.order_id}: a gift order without a gift")
