"""When a sharer leaves the shop for good."""

import pytest

from accounts.erasure import erase
from orders import fulfilment
from sharers.models import Attribution, Sharer
from sharers.refusals import CommissionOutstanding
from tests.sharers.conftest import release


def test_a_sharer_without_commission_leaves(world, shared):
    erase(user=world.lin)
    assert not Sharer.objects.active().exists()
    assert not Attribution.objects.exists()


def test_who_came_by_a_link_is_forgotten(world, shared):
    erase(user=world.mei)
    assert not Attribution.objects.exists()
    assert Sharer.objects.active().exists()


@pytest.mark.parametrize("paid", [False, True])
def test_a_sharer_with_pending_commission_stays(world, shared, paid):
    world.own_order(paid=paid)
    with pytest.raises(CommissionOutstanding):
        erase(user=world.lin)
    assert Sharer.objects.active().exists()


def test_a_sharer_who_is_owed_commission_stays(world, shared):
    release(world.own_order())
    with pytest.raises(CommissionOutstanding):
        erase(user=world.lin)


def test_cancelled_commission_keeps_nobody(world, shared):
    fulfilment.withdraw(world.own_order().pk, stock_left=0)
    erase(user=world.lin)
    assert not Sharer.objects.active().exists()
