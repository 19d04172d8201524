"""婉拒, and the giver's 换链接."""

from payments.models import Refund
from tests.api.gifts import states, token


def test_declining_needs_a_login(world, api):
    gift = world.sent_gift()
    response = api.post(f"/gifts/{gift.code}/refusal", {}, **token(gift))
    assert (response.status_code, response.json()["code"]) == (401, "login-needed")
    assert response["WWW-Authenticate"]
    assert states(gift) == "pending"


def test_declining_needs_the_link(world, api):
    gift = world.sent_gift()
    assert api.as_(world.bo).post(f"/gifts/{gift.code}/refusal", {}).status_code == 404
    assert states(gift) == "pending"


def test_declining_gives_everything_back_with_a_word(world, api):
    gift = world.sent_gift()
    response = api.as_(world.bo).post(f"/gifts/{gift.code}/refusal", {"word": "谢谢"}, **token(gift))
    assert response.status_code == 201
    assert response.json() == {"code": gift.code, "state": "declined", "word": "谢谢"}
    assert Refund.objects.get().amount_fen == 8800
    seen = api.as_(world.mei).get(f"/gifts/{gift.code}").json()
    assert seen["decline_word"] == "谢谢"
    assert seen["refunds"] == [{"currency": "CNY", "amount_fen": 8800, "paid_back_at": None}]


def test_replacing_the_link_kills_the_old_one(world, api):
    gift = world.sent_gift()
    old = token(gift)
    response = api.as_(world.mei).post(f"/gifts/{gift.code}/link")
    assert response.status_code == 201
    assert api.get(f"/gifts/{gift.code}", **old).status_code == 404
    new = {"Gift-Token": response.json()["token"]}
    assert api.get(f"/gifts/{gift.code}", **new).status_code == 200


def test_only_the_giver_replaces_the_link(world, api):
    gift = world.sent_gift()
    assert api.as_(world.bo, **token(gift)).post(f"/gifts/{gift.code}/link").status_code == 404
    assert api.post(f"/gifts/{gift.code}/link", **token(gift)).status_code == 401
    assert api.get(f"/gifts/{gift.code}", **token(gift)).status_code == 200


def test_the_link_of_a_gift_that_is_not_pending_stays(world, api):
    gift = world.accepted_gift()
    assert api.as_(world.mei).post(f"/gifts/{gift.code}/link").json()["code"] == "gift-accepted"
    unpaid = world.unpaid_gift()
    assert api.as_(world.mei).post(f"/gifts/{unpaid.code}/link").json()["code"] == "gift-not-paid"
