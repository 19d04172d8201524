"""A shop's own covers, added and shown by many at once."""

from functools import partial

from gifts.models import ShopCover
from gifts.models.cover import MAX_SHOWN
from tests.threads import count, together


def test_of_many_who_show_one_more_only_as_many_succeed_as_there_is_room_for(committed_world):
    shop, file = committed_world.shop, "covers/none.jpg"
    add = partial(ShopCover.objects.create, shop=shop, name="春茶", file=file)
    for _ in range(MAX_SHOWN - 2):
        add()
    spare = [add(shown=False) for _ in range(4)]
    outcomes = together(*[add] * 4, *[partial(cover.put, shown=True) for cover in spare])
    assert count(outcomes)["TooManyCovers"] == 6
    assert ShopCover.objects.offered_in(shop).count() == MAX_SHOWN
