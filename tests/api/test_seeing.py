"""Who sees what of a gift."""

import json

import pytest

from gifts import links
from orders import fulfilment
from shops.models import Variant
from tests.api.gifts import MONEY, token


def test_a_code_grants_nothing(world, api):
    gift = world.sent_gift()
    for client in (api, api.as_(world.bo)):
        response = client.get(f"/gifts/{gift.code}")
        assert (response.status_code, response.json()["code"]) == (404, "link-not-valid")


def test_a_code_that_never_was_says_the_same(world, api):
    gift = world.sent_gift()
    known, unknown = (api.get(f"/gifts/{code}").json() for code in (gift.code, "000000000000"))
    assert unknown | {"instance": ""} == known | {"instance": ""}


@pytest.mark.parametrize("wrong", ["", "x" * 24, "\xe9" * 24, "x" * 4000])
def test_a_wrong_token_grants_nothing(world, api, wrong):
    gift = world.sent_gift()
    for client in (api, api.as_(world.bo)):
        response = client.get(f"/gifts/{gift.code}", **{"Gift-Token": wrong})
        assert response.json()["code"] == "link-not-valid"


def test_a_wrong_token_counts_although_the_session_remembers_the_link(world, api):
    gift = world.sent_gift()
    api.client.get(f"/g/{gift.code}-{links.token(gift)}")
    assert api.get(f"/gifts/{gift.code}").status_code == 200
    assert api.get(f"/gifts/{gift.code}", **{"Gift-Token": "x" * 24}).status_code == 404


def test_the_giver_sees_amounts_and_the_link_while_it_is_pending(world, api):
    gift = world.sent_gift()
    seen = api.as_(world.mei).get(f"/gifts/{gift.code}").json()
    assert seen["role"] == "giver"
    assert seen["amount"]["total_fen"] == 8800
    assert seen["link"] == {"url": links.public_url(gift), "token": links.token(gift)}
    assert seen["payment"]["url"] is None


def test_the_giver_never_sees_who_beyond_the_nickname_or_where(world, api):
    gift = world.accepted_gift()
    fulfilment.ship(gift.order_id, carrier="SF", tracking_number="SF1234567890")
    response = api.as_(world.mei).get(f"/gifts/{gift.code}")
    seen = response.json()
    assert seen["accepted_by"] == "Bo"
    assert seen["link"] is None
    assert seen["shipping"]["state"] == "shipped"
    text = json.dumps(seen, ensure_ascii=False)
    for secret in ["王小波", "13800138000", "138****", "浙江", "文三路", "SF1234567890", "bo@example.com"]:
        assert secret not in text


def test_the_holder_sees_no_money_anywhere(world, api):
    gift = world.sent_gift()
    response = api.get(f"/gifts/{gift.code}", **token(gift))
    assert response.json()["role"] == "holder"
    assert response.json()["giver"] == "Mei"
    text = response.content.decode()
    assert not [word for word in MONEY if word in text]
    assert str(world.tea.pk) not in {str(value) for value in response.json()["goods"].values()}


def test_options_are_those_of_the_same_price_that_are_in_stock(world, api):
    gift = world.sent_gift()
    found = api.get(f"/gifts/{gift.code}", **token(gift)).json()["options"]
    assert found == [{"id": world.variant("盒装").pk, "name": "盒装"}]
    Variant.objects.filter(name="盒装").update(stock=0)
    assert api.get(f"/gifts/{gift.code}", **token(gift)).json()["options"] == []


def test_a_session_that_has_opened_the_link_needs_no_header(world, api):
    gift = world.sent_gift()
    api.client.get(f"/g/{gift.code}-{links.token(gift)}")
    assert api.get(f"/gifts/{gift.code}").json()["role"] == "holder"


def test_a_header_leaves_no_session_behind(world, api):
    gift = world.sent_gift()
    response = api.get(f"/gifts/{gift.code}", **token(gift))
    assert not response.cookies


def test_what_is_about_a_gift_is_stored_nowhere(world, api):
    gift = world.sent_gift()
    for response in [
        api.get(f"/gifts/{gift.code}", **token(gift)),
        api.get(f"/gifts/{gift.code}"),
        api.as_(world.mei).get("/gifts"),
        api.as_(world.mei).get("/orders"),
    ]:
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
