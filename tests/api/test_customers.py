"""A partner sends gifts for customers of its own, who need no account here."""

import pytest
from django.conf import settings

from accounts.models import User
from api.models import Customer
from gifts.models import Gift

MING = {"external_id": "crm-42", "nickname": "小明"}


@pytest.fixture
def partner(api, application):
    return api.by(application(scopes=["gifts:read", "gifts:write"]))


def wish(world, **fields):
    return {"variant": world.variant().pk, "price_fen": 8800, "customer": MING} | fields


def test_a_gift_of_a_customer_carries_a_cashiers_link_that_needs_no_login(world, partner, client):
    sent = partner.post("/gifts", wish(world)).json()
    assert (sent["role"], sent["customer"], sent["state"]) == ("giver", "crm-42", "unpaid")
    number = sent["payment"]["number"]
    assert sent["payment"]["url"].startswith(f"{settings.PUBLIC_URL}/payments/{number}-")
    entry = client.get(sent["payment"]["url"].removeprefix(settings.PUBLIC_URL))
    assert (entry.status_code, entry["Location"]) == (302, f"/payments/{number}/")
    assert entry["Referrer-Policy"] == "no-referrer"
    page = client.get(f"/payments/{number}/")
    assert page.status_code == 200 and "88" in page.content.decode()


def test_once_it_is_paid_the_partner_reads_the_link_and_the_customer_a_word(world, partner, client):
    sent = partner.post("/gifts", wish(world)).json()
    client.get(sent["payment"]["url"].removeprefix(settings.PUBLIC_URL))
    gift = Gift.objects.get()
    world.pay(gift.order)
    done = client.get(f"/payments/{sent['payment']['number']}/done")
    assert done["Location"] == f"/payments/{sent['payment']['number']}/paid"
    assert client.get(done["Location"]).status_code == 200
    shown = partner.get(f"/gifts/{gift.code}").json()
    assert shown["state"] == "pending" and shown["link"]["url"]
    assert shown["payment"]["url"] is None


def test_the_recipient_reads_the_customers_nickname(world, partner, api):
    partner.post("/gifts", wish(world))
    gift = Gift.objects.get()
    world.pay(gift.order)
    gift.refresh_from_db()
    from gifts import links

    assert api.get(f"/gifts/{gift.code}", **{"Gift-Token": links.token(gift)}).json()["giver"] == "小明"


def test_the_same_external_id_is_the_same_giver(world, partner):
    partner.post("/gifts", wish(world))
    partner.post("/gifts", wish(world, customer={"external_id": "crm-42"}))
    partner.post("/gifts", wish(world, customer={"external_id": "crm-43"}))
    assert Customer.objects.count() == User.objects.filter(is_external=True).count() == 2
    assert len(partner.get("/gifts", {"customer": "crm-42"}).json()["items"]) == 2
    assert len(partner.get("/gifts").json()["items"]) == 3
    assert len(partner.get("/gifts", {"state": "pending"}).json()["items"]) == 0


def test_another_partners_customer_of_that_id_is_somebody_else(world, partner, api, application):
    code = partner.post("/gifts", wish(world)).json()["code"]
    other = api.by(application())
    assert other.get("/gifts").json()["items"] == []
    assert other.get(f"/gifts/{code}").status_code == 404
    assert other.post(f"/gifts/{code}/link").status_code == 404
    other.post("/gifts", wish(world))
    assert Customer.objects.filter(external_id="crm-42").count() == 2


def test_a_customer_cannot_log_in(world, partner, client):
    partner.post("/gifts", wish(world))
    user = User.objects.get(is_external=True)
    assert not user.has_usable_password() and user.email == ""


def test_a_partner_names_the_customer_and_a_person_does_not(world, partner, api):
    answer = partner.post("/gifts", {"variant": world.variant().pk, "price_fen": 8800})
    assert (answer.status_code, answer.json()["code"]) == (422, "customer-needed")
    answer = api.as_(world.mei).post("/gifts", wish(world))
    assert (answer.status_code, answer.json()["code"]) == (403, "partner-needed")
    assert not Gift.objects.exists()


def test_a_wrong_cashiers_link_leads_nowhere(world, partner, client):
    number = partner.post("/gifts", wish(world)).json()["payment"]["number"]
    assert client.get(f"/payments/{number}-wrong").status_code == 404
    assert client.get(f"/payments/{number}/")["Location"].startswith("/account/login/")
    client.force_login(world.mei)
    assert client.get(f"/payments/{number}/").status_code == 404


def test_a_list_of_gifts_asks_as_many_queries_for_three_as_for_one(world, partner):
    from tests.api.counting import queries

    partner.post("/gifts", wish(world))
    one = queries(partner, "/gifts")
    partner.post("/gifts", wish(world))
    partner.post("/gifts", wish(world, customer={"external_id": "crm-43"}))
    assert queries(partner, "/gifts") == one


def test_a_customer_is_forgotten(world, partner, api, application):
    sent = partner.post("/gifts", wish(world)).json()
    assert partner.get("/customers/crm-42").json()["nickname"] == "小明"
    assert api.by(application()).delete("/customers/crm-42").status_code == 404
    assert partner.delete("/customers/crm-42").status_code == 204
    user = User.objects.get(is_external=True)
    assert (user.nickname, user.is_active) == ("", False)
    assert partner.get("/customers/crm-42").status_code == 404
    assert partner.get(f"/gifts/{sent['code']}").json()["customer"] == ""


@pytest.mark.parametrize("name", ["", "a b", "王", "x" * 65, "a/b", 7])
def test_an_external_id_is_a_plain_name(world, partner, name):
    answer = partner.post("/gifts", wish(world, customer={"external_id": name}))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/customer/external_id"
