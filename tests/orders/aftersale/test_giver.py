"""The giver proposes, the recipient agrees with one tap; and what the giver may do alone."""

import pytest

from giftshop.refusals import IllegalTransition
from orders import fulfilment
from orders.aftersale import answering, asking, proposing
from orders.models import AfterSale
from orders.refusals import (
    AfterSaleNotYet,
    AfterSaleOpen,
    AfterSaleOver,
    NotOverdue,
    TooManyAfterSales,
)
from tests.books import broken
from tests.orders.aftersale.conftest import TRACKING, causes, make_due, now, state


def propose(gift, **fields):
    return proposing.propose(gift.order_id, **({"kind": "refund", "reason": "damaged"} | fields))


def overdue(gift):
    """Shipping was due 48 hours and a moment ago."""
    make_due(gift.order, "ship_due_at")
    type(gift.order).objects.filter(pk=gift.order_id).update(
        ship_due_at=gift.order.ship_due_at - proposing.settings.OVERDUE_AFTER
    )
    return gift


def test_a_proposal_waits_for_the_recipient_and_stops_nothing(counter, world):
    gift = counter.gift("shipped")
    aftersale = propose(gift)
    assert (aftersale.state, aftersale.goods_fen, aftersale.freight_fen) == ("proposed", 8800, 800)
    fulfilment.confirm_overdue([gift.order_id])
    assert now(gift.order).state == "completed"
    confirmed = proposing.confirm(aftersale.pk, by=world.bo)
    assert (confirmed.state, confirmed.opened_by) == ("requested", world.bo)
    assert now(confirmed).due_at
    answering.approve(aftersale.pk, by=world.wen)
    refund = gift.order.refunds.get()
    assert (refund.amount_fen, refund.payment.payer) == (9600, world.mei)
    assert not broken()


def test_a_proposal_that_is_confirmed_asks_for_what_is_possible_then(counter, world):
    gift = counter.gift()
    aftersale = propose(gift, reason="not_wanted")
    assert aftersale.freight_fen == 800
    fulfilment.ship(gift.order_id, carrier="SF", tracking_number=TRACKING)
    assert proposing.confirm(aftersale.pk, by=world.bo).freight_fen == 0


def test_one_proposal_stands_at_a_time_and_can_be_taken_back(counter, world):
    gift = counter.gift()
    first = propose(gift)
    with pytest.raises(AfterSaleOpen):
        propose(gift)
    asking.withdraw(first.pk)
    with pytest.raises(IllegalTransition):
        proposing.confirm(first.pk, by=world.bo)
    for _ in range(4):
        asking.withdraw(propose(gift).pk)
    with pytest.raises(TooManyAfterSales):
        propose(gift)
    counter.asked(gift.order)  # the recipient's own are counted apart


def test_nothing_is_proposed_while_something_is_open_locked_or_over(counter, world):
    locked = world.accepted_gift()
    with pytest.raises(AfterSaleNotYet):
        propose(locked)
    gift = counter.gift("shipped")
    aftersale = counter.asked(gift.order)
    with pytest.raises(AfterSaleOpen):
        propose(gift)
    asking.withdraw(aftersale.pk)
    proposal = propose(gift)
    fulfilment.confirm(gift.order_id)
    fulfilment.release([gift.order_id])
    with pytest.raises(AfterSaleOver):
        proposing.confirm(proposal.pk, by=world.bo)
    assert not broken()


def test_the_giver_takes_the_money_of_a_gift_that_is_long_overdue(counter, world):
    gift = overdue(counter.gift())
    proposing.refund_overdue(gift.order_id, by=world.mei)
    aftersale = AfterSale.objects.get()
    assert (aftersale.state, aftersale.reason, aftersale.opened_by) == ("refunded", "not_shipped", world.mei)
    assert now(gift.order).state == "refunded"
    assert causes(gift.order) == [(f"after-sale-{aftersale.pk}", 9600)]
    assert world.variant().stock == 10
    with pytest.raises(IllegalTransition):
        proposing.refund_overdue(gift.order_id, by=world.mei)
    assert not broken()


def test_what_the_recipient_has_asked_for_is_granted_by_it(counter, world):
    gift = overdue(counter.gift())
    aftersale = counter.asked(gift.order)
    proposing.refund_overdue(gift.order_id, by=world.mei)
    assert state(aftersale) == "refunded"
    assert AfterSale.objects.count() == 1
    assert not broken()


def test_before_48_hours_after_the_due_time_the_giver_waits(counter, world):
    gift = counter.gift()
    make_due(gift.order, "ship_due_at")
    with pytest.raises(NotOverdue):
        proposing.refund_overdue(gift.order_id, by=world.mei)


def test_what_was_shipped_is_not_taken_back(counter, world):
    gift = overdue(counter.gift("shipped"))
    with pytest.raises(IllegalTransition):
        proposing.refund_overdue(gift.order_id, by=world.mei)
