"""No shape of the API can say more than docs/visibility.md allows, and whatever that allows some shape says."""

import pytest

from tests.api.contract import document
from tests.privacy import shapes
from tests.privacy.shapes import CARRIES, ELSEWHERE, ROLES, fields, operations, said
from tests.privacy.table import ALLOWED, ROWS, TABLE

DOCUMENT = document()
OPERATIONS = operations(DOCUMENT)

# Field → the columns that read it, and the words of docs/visibility.md that say so below the table.
BESIDE = {
    "code": ({"giver", "holder", "contact", "recipient", "guest"}, "names a gift and grants nothing"),
    "customer": ({"giver"}, "its own name for the customer"),
    "receipt": ({"recipient", "guest"}, "of the receipt only a digest is kept"),
    "word": ({"giver", "holder", "contact"}, "Why a gift came back is between its giver and its recipient"),
    "notes": ({"shop"}, "What staff and applications note on an order"),
    "sharers": ({"shop"}, "who shares the shop and what that costs"),
    "commission": ({"shop", "sharer"}, "what those that were accepted earn"),
    "books": ({"shop"}, "the shop's own books"),
}

# Where what is not for every moment, or not whole, may stand.
ONLY_IN = {"masked": {"Masked"}, "shipping": {"DeliverTo", "CardShape"}}

# What a shape has only for others. Of events each side is told its part, by the tables of `api.kinds`, to which
# tests/api/webhooks/test_feed.py holds them. Until somebody accepts, shipping is null; then no holder is told anything.
FOR_OTHERS = {
    ("giver's partner", "EventData.order"),
    ("shop's partner", "EventData.gift"),
    *(
        (role, f"Tracking.{name}")
        for role in ("holder", "contact")
        for name in ("carrier", "tracking_number")
    ),
}

# What a role may see, and the API does not say: the pages do, or there is nothing to say.
PAGES = {
    "giver": {"giver"},  # oneself
    "holder": set(),
    "recipient": {"recipient", "complaint", "return"},
    "guest": {"complaint", "return"},
}


def verdict(column, field):
    if field in BESIDE:
        return "yes" if column in BESIDE[field][0] else "no"
    return ALLOWED[column][field]


def told(role):
    """{(field, Shape.property)} of all that the role's operations can answer."""
    column, ids = ROLES[role]
    found = {pair for id in ids for pair in said(DOCUMENT, OPERATIONS[id], column)}
    return {(field, shape, name) for shape, name in found for field in fields(shape, name)}


@pytest.mark.parametrize("role", ROLES)
def test_no_shape_says_what_the_table_denies(role):
    column = ROLES[role][0]
    for field, shape, name in sorted(told(role)):
        if (role, f"{shape}.{name}") in FOR_OTHERS:
            continue
        allowed = verdict(column, field)
        assert allowed != "no", f"{shape}.{name} tells the {role} the {field}"
        assert shape in ONLY_IN.get(allowed, {shape}), f"{shape}.{name} tells the {role} all of the {field}"


@pytest.mark.parametrize("role", ROLES)
def test_what_the_table_allows_some_shape_says(role):
    column = ROLES[role][0]
    allowed = {field for field in CARRIES if verdict(column, field) != "no"}
    assert allowed - {field for field, _shape, _name in told(role)} == PAGES.get(role, set())


def test_every_property_is_known_for_what_it_is():
    """A new one fails here until somebody says in `shapes` which field of the table it carries, or that it is none."""
    for column, ids in ROLES.values():
        for id in ids:
            for shape, name in sorted(said(DOCUMENT, OPERATIONS[id], column)):
                fields(shape, name)


def test_nothing_is_called_harmless_that_sounds_of_money_or_of_a_person():
    harmless = " ".join(shapes.HARMLESS)
    for word in [
        "_fen",
        "price",
        "amount",
        "phone",
        "consignee",
        "address ",
        "email",
        "nickname",
        "secret",
        "token",
    ]:
        assert word not in harmless, word


def test_every_operation_tells_of_a_gift_or_is_said_not_to():
    there = [id for _column, ids in ROLES.values() for id in ids]
    elsewhere = [id for ids in ELSEWHERE.values() for id in ids]
    assert not set(there) & set(elsewhere)
    for id in OPERATIONS:
        assert id in there or id in elsewhere, f"say in tests/privacy/shapes.py whom {id} tells of a gift"
    assert {*there, *elsewhere} == OPERATIONS.keys()


def test_a_role_is_asked_for_operations_that_it_can_call():
    ways = {
        "guest": {"giftToken", "giftReceipt"},
        "giver's partner": {"partner"},
        "shop's partner": {"partner"},
    }
    for role, (_column, ids) in ROLES.items():
        for id in ids:
            open_to = {name for way in OPERATIONS[id]["security"] for name in way}
            assert open_to & ways.get(role, {"session"}), (role, id)


def test_every_field_has_its_properties_and_every_word_its_place():
    assert {row[0] for row in ROWS} | BESIDE.keys() == CARRIES.keys()
    for _columns, words in BESIDE.values():
        assert words in " ".join(TABLE.split()), words
