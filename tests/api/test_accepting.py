"""收下礼物, by a person or a guest."""

import pytest
from django.utils import timezone

from gifts.models import Gift
from orders import fulfilment
from tests.api.gifts import MONEY, states, token


def test_a_person_accepts(world, api, address):
    gift = world.sent_gift()
    bo = api.as_(world.bo, **token(gift))
    response = bo.post(f"/gifts/{gift.code}/acceptance", {"address": address})
    assert response.status_code == 201
    assert response.json()["role"] == "recipient"
    assert response.json()["state"] == "accepted"
    assert response.json()["receipt"] is None
    assert not [word for word in MONEY if word in response.content.decode()]
    gift.refresh_from_db()
    assert gift.recipient == world.bo
    assert gift.order.delivery.phone == "+8613800138000"
    parcel = api.as_(world.bo).get(response["Location"]).json()
    assert parcel["shipping"]["state"] == "to_ship"


def test_a_guest_accepts_and_gets_the_receipt_once(world, api, address):
    gift = world.sent_gift()
    response = api.post(f"/gifts/{gift.code}/acceptance", {"address": address}, **token(gift))
    assert response.status_code == 201
    receipt = response.json()["receipt"]
    assert response.json()["role"] == "guest"
    assert receipt["url"].endswith(f"/g/r/{gift.code}-{receipt['secret']}")
    assert not response.cookies
    followed = api.get(f"/gifts/{gift.code}", **{"Gift-Receipt": receipt["secret"]}).json()
    assert followed["role"] == "guest"
    assert "receipt" not in followed


def test_a_guest_follows_the_masked_parcel_with_the_receipt_only(world, api, address):
    gift = world.sent_gift()
    made = api.post(f"/gifts/{gift.code}/acceptance", {"address": address}, **token(gift)).json()
    receipt = {"Gift-Receipt": made["receipt"]["secret"]}
    fulfilment.ship(gift.order_id, carrier="SF", tracking_number="SF1234567890")
    response = api.get(f"/gifts/{gift.code}/parcel", **receipt)
    parcel = response.json()
    assert parcel["deliver_to"] == {
        "consignee": "王*",
        "phone": "138****8000",
        "address": "浙江省 杭州市 ****",
    }
    assert (parcel["shipping"]["carrier"], parcel["shipping"]["tracking_number"]) == ("SF", "SF1234567890")
    assert not [word for word in MONEY if word in response.content.decode()]
    assert api.get(f"/gifts/{gift.code}/parcel").status_code == 404
    assert api.get(f"/gifts/{gift.code}/parcel", **{"Gift-Receipt": "x" * 24}).status_code == 404
    assert api.get(f"/gifts/{gift.code}/parcel", **token(gift)).json()["code"] == "gift-accepted"
    assert api.as_(world.mei).get(f"/gifts/{gift.code}/parcel").status_code == 404


def test_the_link_then_says_only_that_it_was_accepted(world, api):
    gift = world.accepted_gift()
    response = api.get(f"/gifts/{gift.code}", **token(gift))
    assert (response.status_code, response.json()["code"]) == (410, "gift-accepted")


def test_a_named_contact_who_has_accepted_follows_the_parcel(world, api, address):
    world.accepted_gift()
    gift = world.sent_gift(contact_id=world.bo.pk)
    bo = api.as_(world.bo)
    assert bo.get(f"/gifts/{gift.code}").json()["role"] == "contact"
    assert bo.post(f"/gifts/{gift.code}/acceptance", {"address": address}).status_code == 201
    assert bo.get(f"/gifts/{gift.code}").json()["role"] == "recipient"
    assert bo.get(f"/gifts/{gift.code}/parcel").status_code == 200


def test_a_gift_for_somebody_else_shows_only_a_login(world, api, address):
    world.accepted_gift()
    gift = world.sent_gift(contact_id=world.bo.pk)
    body = {"address": address}
    for path, send in [("", None), ("/acceptance", body)]:
        for client, status, code in [(api, 401, "login-needed"), (api.as_(world.lin), 403, "not-for-you")]:
            ask = client.post if send else client.get
            args = [f"/gifts/{gift.code}{path}", *([send] if send else [])]
            response = ask(*args, **token(gift))
            assert (response.status_code, response.json()["code"]) == (status, code)
            assert "明前龙井" not in response.content.decode()


def test_the_giver_cannot_accept_or_decline(world, api, address):
    gift = world.sent_gift()
    mei = api.as_(world.mei)
    assert mei.post(f"/gifts/{gift.code}/acceptance", {"address": address}).json()["code"] == "own-gift"
    assert mei.post(f"/gifts/{gift.code}/refusal", {}).json()["code"] == "own-gift"
    assert states(gift) == "pending"


def test_a_gift_is_accepted_once(world, api, address):
    gift = world.accepted_gift()
    for client in (api, api.as_(world.lin), api.as_(world.bo)):
        response = client.post(f"/gifts/{gift.code}/acceptance", {"address": address}, **token(gift))
        assert (response.status_code, response.json()["code"]) == (410, "gift-accepted")


def test_too_late_is_too_late(world, api, address):
    gift = world.sent_gift()
    Gift.objects.filter(pk=gift.pk).update(deadline_at=timezone.now())
    for response in [
        api.get(f"/gifts/{gift.code}", **token(gift)),
        api.post(f"/gifts/{gift.code}/acceptance", {"address": address}, **token(gift)),
        api.as_(world.bo).post(f"/gifts/{gift.code}/refusal", {}, **token(gift)),
    ]:
        assert (response.status_code, response.json()["code"]) == (410, "gift-expired")


def test_another_variant_is_taken(world, api, address):
    gift = world.sent_gift()
    box = world.variant("盒装").pk
    bo = api.as_(world.bo, **token(gift))
    response = bo.post(f"/gifts/{gift.code}/acceptance", {"address": address, "variant": box})
    assert response.json()["goods"]["variant"] == "盒装"
    assert world.variant("盒装").stock == 9
    assert world.variant("罐装").stock == 10


def test_a_dearer_variant_is_refused_and_the_gift_stays_pending(world, api, address):
    gift = world.sent_gift()
    body = {"address": address, "variant": world.variant("木匣").pk}
    response = api.post(f"/gifts/{gift.code}/acceptance", body, **token(gift))
    assert (response.status_code, response.json()["code"]) == (409, "swap-not-possible")
    assert states(gift) == "pending"


def test_a_province_without_delivery_is_refused_and_the_gift_stays_pending(world, api, address):
    gift = world.sent_gift()
    world.shop.refuses_provinces = ["浙江省"]
    shop = gift.order.shop
    type(shop).objects.filter(pk=shop.pk).update(refuses_provinces=["浙江省"])
    response = api.post(f"/gifts/{gift.code}/acceptance", {"address": address}, **token(gift))
    assert (response.status_code, response.json()["code"]) == (422, "not-delivered-there")
    assert states(gift) == "pending"


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"phone": "12"}, "#/address/phone"),
        ({"phone": 13800138000}, "#/address/phone"),
        ({"province": "Atlantis"}, "#/address/province"),
        ({"province": 5}, "#/address/province"),
        ({"consignee": ""}, "#/address/consignee"),
        ({"consignee": "a\u202eb"}, "#/address/consignee"),
        ({"detail": "a\0"}, "#/address/detail"),
        ({"detail": "x" * 201}, "#/address/detail"),
        ({"planet": "Mars"}, "#/address/planet"),
    ],
)
def test_a_wrong_address_is_refused_by_field(world, api, address, fields, pointer):
    gift = world.sent_gift()
    response = api.post(f"/gifts/{gift.code}/acceptance", {"address": address | fields}, **token(gift))
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]
    assert states(gift) == "pending"


@pytest.mark.parametrize("address", [None, [], "x", {}])
def test_an_address_that_is_none_is_refused(world, api, address):
    gift = world.sent_gift()
    body = {"address": address}
    assert api.post(f"/gifts/{gift.code}/acceptance", body, **token(gift)).status_code == 422
