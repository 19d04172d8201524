"""A list says the same whether anybody else is there or not."""

from tests.api.matrix.rows import ROWS


def test_what_others_have_changes_no_list(matrix):
    assert len(matrix.alone) > 20
    for (operation, kind), before in matrix.alone.items():
        assert matrix.read(operation, kind, matrix.ours) == before, (operation, kind)


def test_every_list_of_the_others_has_something_to_tell(matrix):
    for operation, kind in matrix.lists():
        told = matrix.read(operation, kind, matrix.theirs)
        assert told.get("items", True), (operation, kind)
        assert told != matrix.alone[operation, kind], (operation, kind)


def test_a_partners_lists_hold_nothing_of_its_other_hand(matrix):
    """What a person gives is not their partner's to see, nor what one partner of a shop's owner sends another's."""
    for kind in sorted(ROWS["GET /gifts"].who):
        items = matrix.read("GET /gifts", kind, matrix.ours)["items"]
        assert getattr(matrix.ours, kind).things["gift"] in {item["code"] for item in items}
        others = {hand.things.get("gift") for hand in matrix.scene.others(getattr(matrix.ours, kind))}
        assert not others & {item["code"] for item in items}
