"""Deadlines: what happens by itself, and what an after-sale stops from happening."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from giftshop import deadlines
from giftshop.clock import db_now
from orders import fulfilment
from orders.aftersale import answering, asking
from orders.models import AfterSale
from tests.books import broken
from tests.orders.aftersale.conftest import TRACKING, causes, make_due, now, order_of, state


def sweep():
    return deadlines.run("orders.aftersales")


def test_no_answer_in_48_hours_is_a_yes(counter):
    aftersale = counter.asked(goods_fen=300)
    assert sweep() == 0
    make_due(aftersale)
    assert [sweep(), sweep()] == [1, 0]
    assert (state(aftersale), now(aftersale).decided_by) == ("refunded", None)
    assert causes(order_of(aftersale)) == [(f"after-sale-{aftersale.pk}", 300)]
    assert not broken()


def test_no_answer_to_a_return_is_a_yes_to_the_return(counter):
    aftersale = counter.returned()
    make_due(aftersale)
    assert sweep() == 1
    assert state(aftersale) == "approved"
    assert not causes(order_of(aftersale))


def test_goods_not_posted_in_seven_days_close_it(counter, world):
    aftersale = counter.returned()
    answering.approve(aftersale.pk, by=world.wen)
    make_due(aftersale)
    assert [sweep(), sweep()] == [1, 0]
    assert state(aftersale) == "closed"
    assert not causes(order_of(aftersale))
    assert not broken()


def test_goods_posted_count_as_received_after_seven_days(counter, world):
    aftersale = counter.returned()
    answering.approve(aftersale.pk, by=world.wen)
    asking.post_back(aftersale.pk, carrier="SF", tracking_number=TRACKING)
    make_due(aftersale)
    assert [sweep(), sweep()] == [1, 0]
    assert state(aftersale) == "refunded"
    assert [fen for _, fen in causes(order_of(aftersale))] == [17600]
    assert not broken()


def test_an_appeal_waits_for_the_operator(counter, world):
    aftersale = counter.asked()
    answering.reject(aftersale.pk, by=world.wen, words="不")
    asking.appeal(aftersale.pk, words="是")
    assert sweep() == 0


def test_an_open_one_stops_an_order_from_counting_as_received(counter):
    aftersale = counter.asked()
    make_due(order_of(aftersale), "confirm_due_at")
    assert deadlines.run("orders.confirm") == 0
    assert not broken()
    asking.withdraw(aftersale.pk)
    assert deadlines.run("orders.confirm") == 1
    assert order_of(aftersale).state == "completed"


def test_the_owner_may_confirm_all_the_same(counter):
    aftersale = counter.asked()
    fulfilment.confirm(aftersale.order_id)
    assert (order_of(aftersale).state, state(aftersale)) == ("completed", "requested")


def test_an_open_one_stops_the_release_and_so_does_a_no_that_may_be_appealed(counter, world):
    aftersale = counter.asked(counter.completed())
    make_due(order_of(aftersale), "release_due_at")
    assert deadlines.run("orders.release") == 0
    answering.reject(aftersale.pk, by=world.wen, words="不")
    assert deadlines.run("orders.release") == 0
    assert not broken()
    make_due(aftersale)
    assert deadlines.run("orders.release") == 1
    assert not broken()


def test_the_operators_no_stops_nothing(counter, world):
    aftersale = counter.asked(counter.completed())
    make_due(order_of(aftersale), "release_due_at")
    answering.reject(aftersale.pk, by=world.wen, words="不")
    asking.appeal(aftersale.pk, words="是")
    assert deadlines.run("orders.release") == 0
    answering.dismiss(aftersale.pk, by=world.chen, words="不")
    assert deadlines.run("orders.release") == 1


@pytest.mark.parametrize("verb", [fulfilment.confirm_overdue, fulfilment.release])
def test_a_sweep_looks_again_once_it_holds_the_orders(counter, verb):
    """A request may have been committed after the sweep had chosen its orders."""
    order = counter.shipped() if verb is fulfilment.confirm_overdue else counter.completed()
    counter.asked(order)
    verb([order.pk])
    assert (now(order).state, now(order).released_at) == (order.state, None)


def test_one_that_waits_has_a_deadline(counter):
    counter.asked()
    with pytest.raises(IntegrityError, match="aftersale_waits_until"), transaction.atomic():
        AfterSale.objects.update(due_at=None)


def test_one_whose_deadline_passed_unseen_is_named(counter):
    aftersale = counter.asked()
    AfterSale.objects.update(due_at=db_now() - timedelta(hours=2))
    assert any(f"after-sale {aftersale.pk}: requested, its deadline is over" in line for line in broken())
