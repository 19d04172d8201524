"""Whatever is sent, the API answers with its own problem, never with a 500."""

import json
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gifts import links
from tests.api.shop_side import PATHS

TEXTS = ["", "\0", "\u202e", "９", "1e999", "' OR 1=1 --", "..", "%00", "😀" * 70]
NUMBERS = [-1, 0, 2**31, 2**63, 10**400, 1e308, -0.0]
NASTY = st.sampled_from(TEXTS + NUMBERS)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
LEAVES = st.none() | st.booleans() | st.integers() | FLOATS | st.text() | NASTY
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)
NAMES = [
    "variant",
    "price_fen",
    "greeting",
    "cover",
    "contact",
    "address",
    "word",
    "items",
    "words",
    "shop",
    "stock_left",
    "at_fault",
]
PLACES = ["consignee", "phone", "province", "city", "district", "detail"]
BODIES = VALUES | st.dictionaries(
    st.sampled_from(NAMES) | st.text(), VALUES | st.dictionaries(st.sampled_from(PLACES), VALUES)
)
lively = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def generous(settings):
    settings.LINK_RATE = settings.API_RATE = "100000/m"


def keyed(client):
    return client.headers | {"Idempotency-Key": uuid4().hex}


@lively
@given(body=BODIES)
def test_no_body_breaks_anything(world, api, generous, body):
    gift = world.sent_gift() if not hasattr(world, "kept") else world.kept
    world.kept = gift
    bo = api.as_(world.bo, **{"Gift-Token": links.token(gift)})
    for path in (
        "/gifts",
        f"/gifts/{gift.code}/acceptance",
        f"/gifts/{gift.code}/refusal",
        f"/gifts/{gift.code}/link",
    ):
        response = bo.request(
            "post", path, data=json.dumps(body).encode(), content_type="application/json", headers=keyed(bo)
        )
        assert response.status_code < 500


@pytest.fixture
def to_ship(world):
    return world.own_order()


@lively
@given(body=BODIES)
def test_no_body_breaks_anything_of_a_shop(world, api, application, to_ship, generous, body):
    # The refused leave nothing behind; what is carried out changes nothing that the next body needs.
    if not hasattr(world, "erp"):
        world.erp = api.by(application(shop=world.shop))
    for path in (
        "/shop/shipments",
        f"/shop/orders/{to_ship.number}/notes",
        f"/shop/orders/{to_ship.number}/withdrawal",
        f"/shop/after-sales/{'0' * 12}/rejection",
    ):
        response = world.erp.request(
            "post",
            path,
            data=json.dumps(body).encode(),
            content_type="application/json",
            headers=keyed(world.erp),
        )
        assert response.status_code < 500


@lively
@given(raw=st.binary(max_size=200))
def test_no_bytes_break_anything(world, api, generous, raw):
    mei = api.as_(world.mei)
    response = mei.request("post", "/gifts", data=raw, content_type="application/json", headers=keyed(mei))
    assert response.status_code in {400, 422}


@lively
@given(
    name=st.sampled_from(["cursor", "limit", "state", "kind", "placed_from", "placed_to", "month"])
    | st.text(),
    value=st.text() | NASTY.map(str),
)
def test_no_parameter_breaks_anything_of_a_shop_or_a_sharer(world, api, application, generous, name, value):
    if not hasattr(world, "erp"):
        world.erp, world.app = api.by(application(shop=world.shop)), api.as_(world.mei)
    for path in [*PATHS, "/share-links", "/commissions", "/commissions/days"]:
        client = world.erp if path in PATHS else world.app
        assert client.get(path, {name: value}).status_code in {200, 422}


@lively
@given(
    name=st.sampled_from(["cursor", "limit", "role", "giftable", "shop"]) | st.text(),
    value=st.text() | NASTY.map(str),
)
def test_no_parameter_breaks_anything(world, api, generous, name, value):
    mei = api.as_(world.mei)
    for path in ("/gifts", "/orders", "/contacts", "/products", "/covers"):
        assert mei.get(path, {name: value}).status_code in {200, 422}
