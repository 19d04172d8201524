"""The last place of a shop, the last seat of an invitation, and a commission that is settled once."""

from functools import partial

import pytest
from django.db import transaction

from orders import fulfilment
from orders.models import Order
from payments import ledger
from payments.ledger.models import Journal
from sharers.models import Attribution, Invitation, LinkDay, Sharer, Visitor
from tests.sharers.conftest import complete
from tests.threads import count, together


@pytest.mark.parametrize("places", [20, pytest.param(20_000, marks=pytest.mark.slow)])
def test_of_ten_who_come_for_the_last_place_one_gets_it(committed_world, crowd, settings, places):
    world, settings.SHARERS_PER_SHOP = committed_world, places
    people = crowd(places + 9)
    bound, late = people[: places - 1], people[places - 1 :]
    Sharer.objects.bulk_create((Sharer(shop=world.shop, user=person) for person in bound), batch_size=5_000)
    outcomes = together(*[partial(Sharer.objects.bind, shop=world.shop, user=person) for person in late])
    assert count(outcomes) == {"Sharer": 1, "NoPlaceLeft": 9}
    assert Sharer.objects.bound().count() == places


def test_of_ten_who_come_for_the_last_seat_one_is_bound(committed_world, crowd):
    world = committed_world
    invitation = Invitation.objects.invite(shop=world.shop, by=world.wen, seats=3)
    outcomes = together(*[partial(invitation.accept, person) for person in crowd(10)])
    assert count(outcomes) == {"Sharer": 3, "InvitationFull": 7}
    invitation.refresh_from_db()
    assert invitation.taken == Sharer.objects.count() == 3


def test_one_person_who_accepts_ten_times_at_once_is_bound_once(committed_world):
    world = committed_world
    invitation = Invitation.objects.invite(shop=world.shop, by=world.wen, seats=20)
    outcomes = together(*[partial(invitation.accept, world.lin)] * 10)
    assert count(outcomes) == {"Sharer": 1, "AlreadyBound": 9}
    invitation.refresh_from_db()
    assert invitation.taken == 1


def test_one_commission_settled_by_ten_at_once_is_settled_once(committed_world):
    world = committed_world
    sharer = Sharer.objects.bind(shop=world.shop, user=world.lin, rate_bps=755)
    Attribution.objects.remember(world.mei, sharer.shop_link)
    order = world.own_order(buyer=world.mei)
    complete(order)

    def settle():
        with transaction.atomic():
            Order.lock(order.pk)
            fulfilment.release([order.pk])

    assert count(together(*[settle] * 10)) == {"NoneType": 10}
    assert Journal.objects.filter(kind="release").count() == 1
    assert ledger.balance("sharer_payable", f"user:{world.lin.pk}") == order.splits.get().fen == 664


def test_visits_at_once_are_all_counted_and_one_persons_once(committed_world):
    world = committed_world
    link = Sharer.objects.bind(shop=world.shop, user=world.lin).shop_link
    seen = together(*[partial(Visitor.objects.seen, link, "f" * 32)] * 10)
    assert sorted(seen) == [""] * 9 + ["new"]
    together(*[partial(LinkDay.objects.add, link, "2026-01-02", visits=1, newcomers=1)] * 20)
    day = LinkDay.objects.get()
    assert (day.visits, day.newcomers) == (20, 20)
