"""A suspended shop sends nothing: its pending gifts go back, whenever they were paid for."""

import pytest

from gifts.models import Gift
from giftshop import deadlines
from payments.models import Refund
from tests.books import broken


@pytest.fixture
def suspended(world):
    """The shop, with a gift that was placed before and is paid for afterwards."""
    gift = world.unpaid_gift()
    world.shop.suspend()
    world.pay(gift.order)
    gift.refresh_from_db()
    return gift


def test_suspending_gives_pending_gifts_back_in_one_act(world):
    pending, accepted, unpaid = world.sent_gift(), world.accepted_gift(), world.unpaid_gift()
    world.shop.suspend()
    assert states(pending, accepted, unpaid) == ["suspended", "accepted", "unpaid"]
    assert [refund.subject for refund in Refund.objects.all()] == [pending.order.subject]
    assert not broken()


def test_a_gift_paid_for_after_the_suspension_goes_back_by_itself(world, suspended):
    assert suspended.state == "pending"
    left = world.variant().stock
    assert deadlines.run("gifts.take_back") == 1
    assert states(suspended) == ["suspended"]
    refund = Refund.objects.get()
    assert (refund.cause, refund.amount_fen) == ("suspended", suspended.order.total_fen)
    assert world.variant().stock == left + 1
    assert deadlines.run("gifts.take_back") == 0
    assert not broken()


def test_gifts_of_other_shops_stay_where_they_are(world):
    gift = world.sent_gift()
    assert deadlines.run("gifts.take_back") == 0
    assert states(gift) == ["pending"]


def test_a_gift_that_cannot_be_taken_back_holds_up_no_other(world, caplog):
    """Nothing is there to push forward: the run ends and says so, and the next one looks again."""
    poison, other = world.unpaid_gift(), world.unpaid_gift()
    world.shop.suspend()
    for gift in (poison, other):
        world.pay(gift.order)
    request_more_than_was_paid(poison.order)
    with pytest.raises(deadlines.Poisoned):
        deadlines.run("gifts.take_back")
    assert states(poison, other) == ["pending", "suspended"]
    assert f"row {poison.pk} cannot be swept" in caplog.text


def states(*gifts):
    found = dict(Gift.objects.values_list("pk", "state"))
    return [found[gift.pk] for gift in gifts]


def request_more_than_was_paid(order):
    """The cause exists already, with another amount: the books contradict, and giving back is refused."""
    Refund.objects.create(
        payment=order.payment,
        attempt=order.payment.attempts.get(),
        subject=order.subject,
        cause="suspended",
        amount_fen=1,
    )
