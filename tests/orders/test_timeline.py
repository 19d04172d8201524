"""The story of an order, as its buyer reads it."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import translation

from orders import fulfilment, timeline
from orders.models import Order
from payments import executor
from payments.models import Refund
from payments.providers.base import RefundState

TRACKING = "SF1234567890123"


@pytest.fixture
def mei(world):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.mei)
    return client


def told(order):
    """(state, words) of each step."""
    order = Order.objects.select_related("payment", "shipment").get(pk=order.pk)
    return [(step.state, str(step.words)) for step in timeline.of_own(order)]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_an_unpaid_order_waits_for_its_money(world):
    order = world.own_order(paid=False)
    assert told(order) == [("done", "Ordered"), ("next", "Waiting for your payment")]
    *_, step = timeline.of_own(order)
    assert step.until == order.payment.expires_at and step.deadline.startswith("Can be paid until ")


def test_a_paid_order_says_until_when_it_ships(world):
    order = world.own_order()
    steps = list(timeline.of_own(order))
    assert told(order) == [
        ("done", "Ordered"),
        ("done", "Payment received"),
        ("next", "The shop is packing"),
        ("later", "On its way"),
        ("later", "Received"),
    ]
    assert steps[2].until == order.ship_due_at


def test_a_shipped_order_shows_its_carrier_and_when_it_counts_as_received(world):
    order = world.own_order()
    fulfilment.ship(order.pk, carrier="SF", tracking_number=TRACKING)
    order = Order.objects.select_related("shipment").get(pk=order.pk)
    *_, way, waiting = timeline.of_own(order)
    assert way.shipment.tracking_number == TRACKING
    assert (waiting.state, waiting.until) == ("next", order.confirm_due_at)


def test_a_received_order_has_nothing_ahead(world):
    order = world.own_order()
    fulfilment.ship(order.pk, carrier="SF", tracking_number=TRACKING)
    fulfilment.confirm(order.pk)
    assert {state for state, _ in told(order)} == {"done"}


def test_a_changed_address_is_told_without_the_address(world):
    order = world.own_order()
    fulfilment.change_address(order.pk, world.address(detail="别处 1 号"))
    assert ("done", "Address changed") in told(order)


@pytest.mark.parametrize(
    "reason, words", [("lapsed", "Not paid in time"), ("cancelled", "You have cancelled it")]
)
def test_a_cancelled_order_says_why(world, reason, words):
    order = world.own_order(paid=False)
    order.payment.close(reason=reason)
    assert told(order) == [("done", "Ordered"), ("done", words)]


def test_money_is_on_its_way_until_it_is_back(world):
    order = world.own_order()
    fulfilment.withdraw(order.pk, stock_left=0)
    assert told(order)[-2:] == [
        ("done", "The shop could not deliver it"),
        ("next", "On its way back to you"),
    ]
    refund = Refund.objects.get()
    executor.record(refund.pk, refund.number, RefundState.SUCCESS)
    order.refresh_from_db()
    *_, back = timeline.of_own(order)
    assert (back.state, back.detail, back.words) == ("done", "¥88", "Paid back the way it was paid")


def test_every_reason_for_which_an_order_is_closed_has_its_words():
    closing = {"lapsed", "cancelled", "withdrawn", "backstop", "after-sale"}
    assert set(timeline.WHY_CLOSED) == closing


def test_the_page_tells_it_with_a_button_that_copies_the_number(mei, world):
    order = world.own_order()
    fulfilment.ship(order.pk, carrier="SF", tracking_number=TRACKING)
    page = mei.get(f"/orders/{order.number}/").content.decode()
    assert "SF Express" in page and f'data-copy="{TRACKING}"' in page
    assert len(re.findall('aria-current="step"', page)) == 1


def test_times_are_shown_as_clocks_in_china_show_them(mei, world):
    order = world.own_order(paid=False)
    Order.objects.filter(pk=order.pk).update(placed_at="2026-03-01T20:30:00Z")
    assert "March 2, 2026, 4:30 a.m." in mei.get(f"/orders/{order.number}/").content.decode()


def test_the_page_asks_the_same_number_of_queries_in_every_state(mei, world, django_assert_num_queries):
    order = world.own_order()
    # session, person, order, line with picture, what happened meanwhile, after-sales
    with django_assert_num_queries(6):
        mei.get(f"/orders/{order.number}/")
    for number in range(3):
        fulfilment.change_address(order.pk, world.address(detail=f"别处 {number} 号"))
    fulfilment.ship(order.pk, carrier="SF", tracking_number=TRACKING)
    with django_assert_num_queries(6):
        mei.get(f"/orders/{order.number}/")
    refunded = world.own_order()
    fulfilment.withdraw(refunded.pk, stock_left=0)
    with django_assert_num_queries(7):  # the refunds
        mei.get(f"/orders/{refunded.number}/")


def test_a_deadline_is_a_sentence_in_the_readers_language():
    until = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)
    step = timeline.Step(words="x", is_next=True, due="before %(time)s", until=until)
    assert step.deadline == "before March 2, 2026, 4:30 a.m."
    with translation.override("zh-hans"):
        assert step.deadline == "before 2026年3月2日 04:30"
