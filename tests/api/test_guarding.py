"""Closed unless said otherwise; and nobody acts in a session from another site."""

import json
from functools import partial

from gifts import links
from tests.api.contract import METHODS, document

OPEN = {
    "/api/v1/schema",
    "/api/v1/products",
    "/api/v1/products/{id}",
    "/api/v1/covers",
    "/api/v1/carriers",
    "/api/v1/shops",
    "/api/v1/shops/{shop}",
    "/api/v1/categories",
}
BY_SECRET = {
    "/api/v1/gifts/{code}",
    "/api/v1/gifts/{code}/acceptance",
    "/api/v1/gifts/{code}/parcel",
}


def test_everything_else_needs_a_login(api):
    some = {"code": "0" * 12, "number": "0" * 12, "id": "1", "day": "2026-03-01", "shop": "tea-house"}
    some |= {"external_id": "crm-42", "delivery": "1"}
    for path, item in document()["paths"].items():
        for method in item.keys() & METHODS:
            calls = {"get": api.get, "post": api.post}
            response = (calls.get(method) or partial(api.send, method))(path.format(**some))
            if path in BY_SECRET:
                assert (response.status_code, response.json()["code"]) == (404, "link-not-valid")
            elif path not in OPEN:
                assert (response.status_code, response.json()["code"]) == (401, "login-needed"), path


def test_a_person_who_has_left_is_nobody(world, api):
    mei = api.as_(world.mei)
    world.mei.is_active = False
    world.mei.save()
    assert mei.get("/orders").status_code == 401


def test_a_session_changes_nothing_without_the_form_token(world, api, address):
    gift = world.sent_gift()
    mei, bo = api.as_(world.mei), api.as_(world.bo, **{"Gift-Token": links.token(gift)})
    body = {"variant": world.variant().pk, "price_fen": 8800}
    for client, path, sent in [
        (mei, "/gifts", body),
        (mei, f"/gifts/{gift.code}/link", {}),
        (bo, f"/gifts/{gift.code}/acceptance", {"address": address}),
        (bo, f"/gifts/{gift.code}/refusal", {}),
    ]:
        client.headers["X-CSRFToken"] = "d" * 32
        response = client.post(path, sent)
        assert (response.status_code, response.json()["code"]) == (403, "csrf-failed")
    gift.refresh_from_db()
    assert (gift.state, gift.link_version) == ("pending", 1)


def test_a_guests_session_changes_nothing_without_the_form_token(world, api, address):
    gift = world.sent_gift()
    api.client.get(f"/g/{gift.code}-{links.token(gift)}")
    path = f"/gifts/{gift.code}/acceptance"
    assert api.post(path, {"address": address}).json()["code"] == "csrf-failed"
    api.client.cookies["csrftoken"] = "c" * 32
    response = api.post(path, {"address": address}, **{"X-CSRFToken": "c" * 32})
    assert response.status_code == 201
    assert api.get(f"/gifts/{gift.code}/parcel").status_code == 200


def test_the_token_in_the_address_proves_nothing(world, api):
    gift = world.sent_gift()
    assert api.get(f"/gifts/{gift.code}?token={links.token(gift)}").status_code == 404


def test_no_refusal_names_a_price_to_the_recipient(world, api, address):
    gift = world.sent_gift()
    token = {"Gift-Token": links.token(gift)}
    path = f"/gifts/{gift.code}/acceptance"
    bodies = [
        {},
        {"address": address, "variant": world.variant("木匣").pk},
        {"address": address | {"phone": "1"}},
    ]
    answers = [api.post(path, body, **token).json() for body in bodies]
    world.shop.suspend()
    answers.append(api.get(f"/gifts/{gift.code}", **token).json())
    text = json.dumps(answers, ensure_ascii=False)
    assert not [word for word in ("fen", "8800", "16800", "amount", "refund", "payment") if word in text]
