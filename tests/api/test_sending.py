import json

import pytest
from django.conf import settings

from gifts import links
from gifts.models import Gift
from shops.models import Shop, Variant


def wish(world, **fields):
    return {"variant": world.variant().pk, "price_fen": 8800} | fields


def test_sending_answers_with_the_gift_and_the_cashiers_link(world, api):
    response = api.as_(world.mei).post("/gifts", wish(world, greeting="生日快乐", cover="birthday"))
    assert response.status_code == 201
    sent = response.json()
    gift = Gift.objects.get()
    assert response["Location"] == f"/api/v1/gifts/{gift.code}"
    assert (sent["role"], sent["state"], sent["greeting"], sent["cover"]) == (
        "giver",
        "unpaid",
        "生日快乐",
        "birthday",
    )
    assert sent["amount"] == {"currency": "CNY", "goods_fen": 8800, "freight_fen": 0, "total_fen": 8800}
    assert sent["payment"]["url"] == f"{settings.PUBLIC_URL}/payments/{gift.order.payment.number}/"
    assert sent["link"] is None


def test_a_greeting_may_be_left_out(world, api):
    assert api.as_(world.mei).post("/gifts", wish(world)).json()["greeting"]


def test_a_price_that_has_changed_is_refused_with_the_new_one(world, api):
    response = api.as_(world.mei).post("/gifts", wish(world, price_fen=8700))
    assert response.status_code == 409
    assert response.json()["code"] == "price-changed"
    assert response.json()["price_fen"] == 8800
    assert not Gift.objects.exists()


def test_goods_that_cannot_be_given_are_refused_with_the_reason(world, api):
    ring = world.product("ring", "玉戒", [("", 8800)], category="jewellery").variants.get()
    response = api.as_(world.mei).post("/gifts", wish(world, variant=ring.pk))
    assert (response.status_code, response.json()["code"]) == (409, "category-excluded")


def test_what_is_sold_out_is_refused(world, api):
    body = wish(world)
    Variant.objects.update(stock=0)
    assert api.as_(world.mei).post("/gifts", body).json()["code"] == "out-of-stock"


def test_a_variant_that_never_was_is_not_for_sale(world, api):
    assert api.as_(world.mei).post("/gifts", wish(world, variant=2**63 - 1)).json()["code"] == "not-for-sale"


def test_a_contact_can_be_named_and_is_found_among_the_contacts(world, api):
    world.accepted_gift()
    mei = api.as_(world.mei)
    [contact] = mei.get("/contacts").json()["items"]
    assert contact == {"id": world.bo.pk, "nickname": "Bo"}
    assert mei.post("/gifts", wish(world, contact=contact["id"])).json()["contact"] == "Bo"


@pytest.mark.parametrize("stranger", ["lin", "nobody"])
def test_a_stranger_cannot_be_named_and_looks_like_one_who_never_was(world, api, stranger):
    contact = world.lin.pk if stranger == "lin" else 2**62
    response = api.as_(world.mei).post("/gifts", wish(world, contact=contact))
    assert (response.status_code, response.json()["code"]) == (422, "not-a-contact")


@pytest.mark.parametrize(
    ("fields", "pointer", "code"),
    [
        ({"colour": "red"}, "#/colour", "unknown"),
        ({"a/b~c": 1}, "#/a~1b~0c", "unknown"),
        ({"price_fen": "8800"}, "#/price_fen", "invalid"),
        ({"price_fen": 88.0}, "#/price_fen", "invalid"),
        ({"price_fen": True}, "#/price_fen", "invalid"),
        ({"price_fen": 0}, "#/price_fen", "min_value"),
        ({"price_fen": 2**63}, "#/price_fen", "max_value"),
        ({"variant": None}, "#/variant", "null"),
        ({"greeting": 5}, "#/greeting", "invalid"),
        ({"greeting": "礼" * 61}, "#/greeting", "max_length"),
        ({"greeting": "a\0b"}, "#/greeting", "null_characters_not_allowed"),
        ({"cover": ["classic"]}, "#/cover", "invalid"),
        ({"cover": ""}, "#/cover", "blank"),
        ({"cover": "g" * 21}, "#/cover", "max_length"),
        ({"contact": {}}, "#/contact", "invalid"),
    ],
)
def test_what_is_not_valid_is_named(world, api, fields, pointer, code):
    response = api.as_(world.mei).post("/gifts", wish(world, **fields))
    assert response.status_code == 422
    [error] = response.json()["errors"]
    assert (error["pointer"], error["code"]) == (pointer, code)
    assert not Gift.objects.exists()


def test_a_cover_of_the_shop_can_be_chosen_and_is_shown_to_both_sides(world, api, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cover = world.cover()
    mei = api.as_(world.mei)
    sent = mei.post("/gifts", wish(world, cover=cover.code)).json()
    assert (sent["cover"], sent["cover_picture"]) == (cover.code, settings.PUBLIC_URL + cover.url)
    gift = Gift.objects.get()
    world.pay(gift.order)
    cover.put(shown=False)
    held = api.get(f"/gifts/{gift.code}", **{"Gift-Token": links.token(gift)}).json()
    assert (held["cover"], held["cover_picture"]) == (sent["cover"], sent["cover_picture"])


@pytest.mark.parametrize("kind", ["gold", "hidden", "another shop's"])
def test_a_cover_that_is_not_offered_is_refused(world, api, settings, tmp_path, kind):
    settings.MEDIA_ROOT = tmp_path
    other = Shop.objects.create(code="other", name="Elsewhere")
    cover = {
        "gold": "gold",
        "hidden": world.cover(shown=False).code,
        "another shop's": world.cover(shop=other).code,
    }[kind]
    response = api.as_(world.mei).post("/gifts", wish(world, cover=cover))
    assert (response.status_code, response.json()["code"]) == (422, "cover-not-offered")
    assert not Gift.objects.exists()


@pytest.mark.parametrize("greeting", ["a\x07b", "\u202eabc"])
def test_a_greeting_that_cannot_be_shown_is_refused(world, api, greeting):
    assert api.as_(world.mei).post("/gifts", wish(world, greeting=greeting)).status_code == 422


@pytest.mark.parametrize("body", [[], "text", 5, True, [{}]])
def test_a_body_that_is_no_object_is_not_valid(world, api, body):
    assert api.as_(world.mei).post("/gifts", body).status_code == 422


def test_null_is_not_valid(world, api):
    mei = api.as_(world.mei)
    headers = mei.headers | {"Idempotency-Key": "null"}
    response = mei.request("post", "/gifts", data="null", content_type="application/json", headers=headers)
    assert response.status_code == 422


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"\xff",
        b"\xef\xbb\xbf{}",
        b'{"variant": NaN}',
        b'{"variant": Infinity}',
        b'{"variant": 1, "variant": 2}',
        b'{"greeting": "\\ud800"}',
        b'{"\\udfff": 1}',
        b'{"variant": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b"[" * 50 + b"]" * 50,
        b'{"a":' * 30_000 + b"1" + b"}" * 30_000,
        "{}".encode("utf-16"),
    ],
)
def test_a_body_that_is_no_json_is_malformed(world, api, raw):
    mei = api.as_(world.mei)
    response = mei.request("post", "/gifts", data=raw, content_type="application/json", headers=mei.headers)
    assert (response.status_code, response.json()["code"]) == (400, "malformed")


def test_a_body_beyond_a_megabyte_is_too_large(world, api):
    mei = api.as_(world.mei)
    raw = json.dumps({"greeting": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}).encode()
    response = mei.request("post", "/gifts", data=raw, content_type="application/json", headers=mei.headers)
    assert (response.status_code, response.json()["code"]) == (413, "too-large")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
def test_only_json_is_read(world, api, kind):
    mei = api.as_(world.mei)
    response = mei.request("post", "/gifts", data=b"a=1", content_type=kind, headers=mei.headers)
    assert (response.status_code, response.json()["code"]) == (415, "unsupported-media-type")
