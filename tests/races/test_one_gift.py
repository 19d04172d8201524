"""One gift, many hands: exactly one outcome, and everybody else is told why."""

from functools import partial

import pytest

from gifts import acceptance, giving_back, sending
from gifts.acceptance import accept
from gifts.models import Gift
from gifts.refusals import AlreadyAccepted, AlreadyDeclined, NotForYou, OwnGift, TakenBack
from giftshop.models import Event
from orders.models import Delivery, Order
from payments.models import Refund
from shops.models import Variant
from tests.books import broken
from tests.bulk import sent_gifts
from tests.threads import count, together

ROUNDS = range(5)


def in_turn(*rows):
    return [gift for turn in zip(*rows, strict=True) for gift in turn]


def accepting(gift, world, **fields):
    return partial(accept, gift.pk, **({"by": world.bo, "address": world.address()} | fields))


def test_of_fifty_who_accept_one_link_one_wins_and_the_others_are_told(committed_world, crowd):
    world = committed_world
    gift = world.sent_gift()
    friends = crowd(50)
    outcomes = together(*[accepting(gift, world, by=friend) for friend in friends])
    assert count(outcomes) == {"tuple": 1, "AlreadyAccepted": 49}
    winner = next(friend for friend, outcome in zip(friends, outcomes, strict=True) if type(outcome) is tuple)
    gift.refresh_from_db()
    assert (gift.state, gift.recipient) == ("accepted", winner)
    assert (gift.order.state, gift.order.owner) == ("to_ship", winner)
    assert Delivery.objects.filter(order=gift.order).count() == 1
    assert Event.objects.filter(kind="gift.accepted").count() == 1
    assert world.variant().stock == 9
    assert not broken()


def test_of_twenty_guests_with_one_link_one_gets_the_receipt(committed_world):
    world = committed_world
    gift = world.sent_gift()
    outcomes = together(*[accepting(gift, world, by=None) for _ in range(20)])
    assert count(outcomes) == {"tuple": 1, "AlreadyAccepted": 19}
    assert not broken()


def test_of_fifty_who_swap_while_accepting_one_moves_the_stock(committed_world, crowd):
    world = committed_world
    gift, box = world.sent_gift(), world.variant("盒装")
    together(*[accepting(gift, world, by=friend, variant_id=box.pk) for friend in crowd(50)])
    assert (world.variant("罐装").stock, world.variant("盒装").stock) == (10, 9)
    assert gift.order.lines.get().variant == box
    assert not broken()


def test_accepting_and_declining_at_once_leave_one_outcome(committed_world):
    world = committed_world
    world.lin  # noqa: B018 made before the race
    for gift in sent_gifts(world, len(ROUNDS)):
        outcomes = together(accepting(gift, world), partial(giving_back.decline, gift.pk, by=world.lin))
        gift.refresh_from_db()
        refunds = Refund.objects.filter(subject=gift.order.subject)
        if gift.state == "accepted":
            assert count(outcomes) == {"tuple": 1, "AlreadyAccepted": 1}
            assert not refunds.exists()
        else:
            assert (gift.state, type(outcomes[0])) == ("declined", AlreadyDeclined)
            assert [refund.cause for refund in refunds] == ["declined"]
    assert world.variant().stock == 10 - Gift.objects.filter(state="accepted").count()
    assert not broken()


def test_many_who_decline_at_once_bring_one_refund(committed_world, crowd):
    world = committed_world
    gift = world.sent_gift()
    outcomes = together(*[partial(giving_back.decline, gift.pk, by=friend) for friend in crowd(20)])
    assert count(outcomes) == {"Gift": 1, "AlreadyDeclined": 19}
    assert Refund.objects.count() == 1
    assert world.variant().stock == 10
    assert not broken()


def test_replacing_the_link_and_accepting_at_once_leave_one_outcome(committed_world):
    world = committed_world
    for gift in sent_gifts(world, len(ROUNDS)):
        accepted, replaced = together(
            accepting(gift, world, link_version=gift.link_version),
            partial(sending.replace_link, gift.pk),
        )
        gift.refresh_from_db()
        if gift.state == "accepted":
            assert (type(replaced), gift.link_version) == (AlreadyAccepted, 1)
        else:
            assert (accepted.code, gift.state, gift.link_version) == ("link-not-valid", "pending", 2)
    assert not broken()


def test_suspending_the_shop_and_accepting_at_once_leave_one_outcome(committed_world, crowd):
    world = committed_world
    gifts = sent_gifts(world, 6)
    friends = crowd(6)
    jobs = [accepting(gift, world, by=friend) for gift, friend in zip(gifts, friends, strict=True)]
    outcomes = together(*jobs[:3], world.shop.suspend, *jobs[3:])
    assert outcomes.pop(3) is None
    for gift, outcome in zip(gifts, outcomes, strict=True):
        gift.refresh_from_db()
        refunds = [refund.cause for refund in gift.order.refunds]
        if gift.state == "accepted":
            assert (type(outcome), refunds, gift.order.state) == (tuple, [], "to_ship")
        else:
            assert (type(outcome), refunds, gift.order.state) == (TakenBack, ["suspended"], "cancelled")
    assert world.variant().stock == 10 - Gift.objects.filter(state="accepted").count()
    assert not broken()


def test_a_guests_gift_is_claimed_by_one_account(committed_world, crowd):
    world = committed_world
    gift, _receipt = accept(world.sent_gift().pk, by=None, address=world.address())
    friends = crowd(20)
    outcomes = together(*[partial(acceptance.claim, gift.pk, by=friend) for friend in [*friends, world.mei]])
    assert type(outcomes.pop()) is OwnGift
    assert count(outcomes) == {"NoneType": 1, "NotForYou": 19}
    gift.refresh_from_db()
    assert (
        gift.recipient == gift.order.owner == friends[[type(o) is NotForYou for o in outcomes].index(False)]
    )
    assert Event.objects.filter(kind="gift.claimed").count() == 1


def test_swaps_in_opposite_directions_do_not_lock_each_other_out(committed_world, crowd):
    world = committed_world
    tin, box = world.variant("罐装"), world.variant("盒装")
    gifts = in_turn(sent_gifts(world, 5, variant=tin), sent_gifts(world, 5, variant=box))
    other = {tin.pk: box.pk, box.pk: tin.pk}
    jobs = [
        accepting(gift, world, by=friend, variant_id=other[gift.order.line.variant_id])
        for gift, friend in zip(gifts, crowd(10), strict=True)
    ]
    assert count(together(*jobs)) == {"tuple": 10}
    assert set(Variant.objects.filter(pk__in=other).values_list("stock", flat=True)) == {5}
    assert not broken()


@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_giving_back_shares_variants_with_swaps_without_locking_them_out(committed_world, crowd, verb):
    """An expiry of many gifts returns both variants while friends swap one for the other."""
    world = committed_world
    tin, box = world.variant("罐装"), world.variant("盒装")
    gifts = in_turn(sent_gifts(world, 5, variant=tin), sent_gifts(world, 5, variant=box))
    Gift.objects.filter(pk__in=[gift.pk for gift in gifts[:4]]).update(deadline_at=gifts[0].order.paid_at)
    expiring = partial(giving_back.give_back, [gift.pk for gift in gifts[:4]], "expired")
    other = {tin.pk: box.pk, box.pk: tin.pk}
    jobs = [
        accepting(gift, world, by=friend, variant_id=other[gift.order.line.variant_id])
        if verb == "accept"
        else partial(giving_back.decline, gift.pk, by=friend)
        for gift, friend in zip(gifts[4:], crowd(6), strict=True)
    ]
    outcomes = together(*jobs[:3], expiring, *jobs[3:])
    assert len(outcomes.pop(3)) == 4
    assert count(outcomes) == {"tuple" if verb == "accept" else "Gift": 6}
    assert Order.objects.filter(state="cancelled").count() == (4 if verb == "accept" else 10)
    assert sum(Variant.objects.filter(pk__in=other).values_list("stock", flat=True)) == 20 - 6 * (
        verb == "accept"
    )
    assert not broken()


def test_the_named_contact_is_the_only_one_of_many_who_gets_in(committed_world, crowd):
    world = committed_world
    world.accepted_gift()
    gift = world.sent_gift(contact_id=world.bo.pk)
    outcomes = together(*[accepting(gift, world, by=person) for person in [*crowd(15), world.bo]])
    assert type(outcomes.pop()) is tuple
    assert set(map(type, outcomes)) <= {NotForYou}
