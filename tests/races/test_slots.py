"""One slot of a showcase, changed twice at the same moment."""

from functools import partial

from sharers.models import Promoter, Showcase
from tests.threads import count, together


def test_of_two_changes_of_a_slot_at_once_one_wins_and_the_other_finds_it_locked(committed_world):
    showcase = Showcase.objects.open(Promoter.objects.join(committed_world.lin), "小林")
    goods = [committed_world.product(f"cup{n}", f"茶杯{n}", [("白", 3900)]) for n in range(8)]
    outcomes = together(*[partial(showcase.place, 1, product) for product in goods])
    assert count(outcomes) == {"NoneType": 1, "SlotLocked": 7}
    assert showcase.slots.get().product in goods
