"""What stands in a showcase, and when it may be changed."""

import pytest
from django.db import IntegrityError, transaction

from giftshop.models import Event
from sharers.models import Promoter, Showcase, Slot
from sharers.refusals import AlreadyInShowcase, NoSuchSlot, NotToShow, SharingSuspended, SlotLocked
from shops.models import Product
from tests.sharers.showcase.conftest import opened, unlock


def standing(showcase):
    return dict(showcase.slots.values_list("position", "product__title"))


@pytest.fixture
def cup(world):
    return world.product("cup", "茶杯", [("白", 3900)])


def test_opening_twice_changes_nothing(world):
    first = Showcase.objects.begin(world.lin, "小林")
    assert Showcase.objects.begin(world.lin, "别的名字") == first
    assert (first.name, Promoter.objects.count(), first.link.promoter.user) == ("小林", 1, world.lin)


def test_a_suspended_promoter_opens_none(world):
    Promoter.objects.join(world.lin).suspend()
    with pytest.raises(SharingSuspended):
        Showcase.objects.begin(world.lin, "小林")


def test_a_slot_is_locked_for_three_days_after_a_change(showcase, cup):
    with pytest.raises(SlotLocked) as refused:
        showcase.place(1, cup)
    assert refused.value.extra["until"] == showcase.slots.get().locked_until.isoformat()
    unlock(showcase)
    showcase.place(1, cup)
    assert standing(showcase) == {1: "茶杯"}


def test_what_left_the_shelf_may_be_replaced_at_once(world, showcase, cup):
    world.tea.put(on_shelf=False)
    showcase.place(1, cup)
    assert standing(showcase) == {1: "茶杯"}


@pytest.mark.parametrize("change", [lambda it: it.empty(1), lambda it: it.move(1, 2)])
def test_emptying_and_moving_are_changes_like_any_other(showcase, cup, change):
    with pytest.raises(SlotLocked):
        change(showcase)
    unlock(showcase)
    change(showcase)
    with pytest.raises(SlotLocked):
        showcase.place(1, cup)
    assert standing(showcase)[1] is None


def test_moving_swaps_what_stands_there(showcase, cup):
    showcase.place(2, cup)
    with pytest.raises(SlotLocked):
        showcase.move(1, 2)
    unlock(showcase)
    showcase.move(1, 2)
    assert standing(showcase) == {1: "茶杯", 2: "明前龙井"}
    showcase_slots = Slot.objects.all()
    assert all(slot.changed_at > showcase.opened_at for slot in showcase_slots)


def test_nothing_is_moved_or_emptied_where_nothing_stands(showcase):
    with pytest.raises(NoSuchSlot):
        showcase.move(3, 2)
    with pytest.raises(NoSuchSlot):
        showcase.empty(3)
    unlock(showcase)
    showcase.move(1, 1)
    assert standing(showcase) == {1: "明前龙井"}


def test_a_product_stands_there_once(showcase, world):
    with pytest.raises(AlreadyInShowcase):
        showcase.place(2, world.tea)
    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.create(showcase=showcase, position=2, product=world.tea, changed_at=showcase.opened_at)


def test_what_nobody_can_buy_is_not_put_there(showcase, cup):
    Product.objects.filter(pk=cup.pk).update(on_shelf=False)
    with pytest.raises(NotToShow):
        showcase.place(2, cup)


@pytest.mark.parametrize("influence, slots", [(0, 4), (99, 4), (100, 6), (299, 6), (300, 8), (1000, 12)])
def test_more_slots_come_with_influence(world, cup, influence, slots):
    showcase = opened(world.lin, "小林")
    Showcase.objects.update(influence=influence)
    for beyond in [0, slots + 1]:
        with pytest.raises(NoSuchSlot):
            showcase.place(beyond, cup)
    showcase.place(slots, cup)


def test_events_name_places_and_no_product(showcase):
    event = Event.objects.get(kind="showcase.changed")
    assert (event.subject, event.data) == (showcase.subject, {"positions": [1]})
