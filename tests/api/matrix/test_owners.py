"""What is one's own is found; what is somebody else's is not, whoever knows its name, and stays as it is."""

import pytest

from shops.models import Variant
from tests.api.contract import API
from tests.api.matrix.conftest import outcome, unchanged, undone
from tests.api.matrix.rows import ANYBODY, ROWS

LINK, NOT_FOUND = (404, "link-not-valid"), (404, "not-found")
OWNED = [name for name, row in ROWS.items() if row.things and (row.who != ANYBODY or row.scope)]
BY_SECRET = [(name, header) for name, row in ROWS.items() for header in row.secrets]

# A gift that somebody else may open is not there either for who could only decline or follow it.
SIMILAR = {"offered": ["gift", "received"], "received": ["gift", "offered"], "gift": ["offered", "received"]}


@pytest.mark.parametrize("operation", OWNED)
def test_somebody_elses_is_not_found_and_stays_as_it_is(matrix, operation):
    asked = 0
    for hand in matrix.callers(operation):
        clients = matrix.clients(hand)
        told = LINK if hand.kind == "person" and by_link(operation) else NOT_FOUND
        with unchanged(matrix):
            for things in foreign(matrix, operation, hand):
                for client in clients:
                    assert outcome(matrix.call(client, operation, hand, things)) == told, (hand.kind, things)
                    asked += 1
    assert asked


def by_link(operation):
    """What strangers to a gift are told, whether it is there or not; only its giver replaces the link."""
    return operation.split(" ")[1].startswith("/gifts/") and not operation.endswith("/link")


def foreign(matrix, operation, hand):
    """`hand`'s things with one of those that the address names changed into somebody else's, or all of them."""
    names = ROWS[operation].things.values()
    for other in matrix.scene.others(hand):
        for name in names:
            for similar in [name, *SIMILAR.get(name, [])]:
                if similar in other.things:
                    yield hand.things | {name: other.things[similar]}
        if len(names) > 1 and other.has(names):
            yield other.things


@pytest.mark.parametrize(("operation", "header"), BY_SECRET)
def test_a_secret_opens_its_own_gift_and_no_other(matrix, operation, header):
    code, secret = matrix.ours.holders[header]
    guest = API(matrix.contract, **{header: secret})
    hand = matrix.ours.person
    with undone():
        assert outcome(matrix.call(guest, operation, hand, dict.fromkeys(hand.things, code))) is None
    others = [theirs for hand in matrix.scene.others(None) for theirs in gifts_of(hand)]
    others += [code for side in (matrix.ours, matrix.theirs) for code, _ in side.holders.values()]
    with unchanged(matrix):
        for other in set(others) - {code}:
            things = dict.fromkeys(hand.things, other)
            assert outcome(matrix.call(guest, operation, hand, things)) == LINK


def gifts_of(hand):
    return [hand.things[name] for name in SIMILAR if name in hand.things]


# operation → what of somebody else's is named in the body, and what comes of it.
def _item(name, **beside):
    return lambda theirs: {"items": [beside | {name[0]: theirs[name[1]]}]}


SHIPPED = {"carrier": "SF", "tracking_number": "SF1234567890123"}
NAMED = {
    "POST /shop/shipments": (_item(("order", "sale"), **SHIPPED), "not-found"),
    "POST /shop/stock-updates": (_item(("variant", "variant"), stock=1), "variant-unknown"),
    "POST /shop/price-updates": (_item(("variant", "variant"), price_fen=1), "variant-unknown"),
    "PATCH /shop/variants/{id}": (lambda theirs: {"picture": theirs["picture"]}, "not-valid"),
}


@pytest.mark.parametrize("operation", NAMED)
def test_somebody_elses_named_in_a_body_is_not_found_and_stays_as_it_is(matrix, operation):
    body, code = NAMED[operation]
    method, path = (
        operation.lower().partition(" ")[0],
        ROWS[operation].path(operation, matrix.ours.erp.things),
    )
    [erp] = matrix.clients(matrix.ours.erp)
    with unchanged(matrix):
        response = getattr(erp, method)(path, body(matrix.theirs.erp.things))
    answer = response.json()
    items = answer.get("items", [{"problem": answer}])
    assert [item["problem"]["code"] for item in items] == [code]


def test_a_gift_is_not_addressed_to_somebody_elses_contact(matrix):
    person = matrix.ours.person
    wish = {
        "variant": person.things["buys"],
        "price_fen": 8800,
        "contact": matrix.theirs.person.things["contact"],
    }
    with unchanged(matrix):
        for client in matrix.clients(person):
            assert outcome(client.post("/gifts", wish)) == (422, "not-a-contact")
    assert Variant.objects.get(pk=person.things["buys"]).stock < 1000


def test_a_customer_of_the_same_name_is_another_customer(matrix):
    """What a partner calls its customer names nobody at another partner's."""
    theirs, ours = matrix.theirs.crm, matrix.ours.crm
    wish = {"variant": ours.things["buys"], "price_fen": 8800}
    wish |= {"customer": {"external_id": theirs.things["customer"], "nickname": "Mallory"}}
    sent = matrix.client(ours).post("/gifts", wish).json()["code"]
    client = matrix.client(theirs)
    assert client.get(f"/customers/{theirs.things['customer']}").json()["nickname"] == "小明"
    assert client.get(f"/gifts/{sent}").status_code == 404


@pytest.mark.parametrize("external_id", ["tea-house-crm"])
def test_a_customers_gifts_are_found_by_their_own_partner_alone(matrix, external_id):
    for hand in matrix.scene.others(matrix.ours.crm):
        if hand.kind in {"crm", "erp"}:
            found = matrix.client(hand).get("/gifts", {"customer": external_id})
            assert found.json()["items"] == []
    own = matrix.client(matrix.ours.crm).get("/gifts", {"customer": external_id})
    assert own.json()["items"]
