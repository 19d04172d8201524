"""What a partner's program does with its endpoints, their log, and the feed."""

from datetime import timedelta

import pytest
from django.db import connection

from api import kinds
from api.models import Delivery, Endpoint, PartnerEvent
from giftshop.clock import db_now
from tests.api.counting import queries
from tests.api.webhooks.conftest import happen

URL = "https://erp.example/hooks"


@pytest.fixture
def erp(application, world):
    return application(shop=world.shop)


@pytest.fixture
def mine(api, erp):
    return api.by(erp)


def made(client, **fields):
    response = client.post("/webhook-endpoints", {"url": URL} | fields)
    assert response.status_code == 201
    return response.json()


def test_an_endpoint_is_made_and_its_secret_shown_once(mine):
    response = mine.post("/webhook-endpoints", {"url": URL, "types": ["order.paid"], "description": "ERP"})
    found = response.json()
    assert found["secret"].startswith("whsec_") and len(found["secret"]) == 50
    assert response["Location"] == f"/api/v1/webhook-endpoints/{found['id']}"
    seen = mine.get(f"/webhook-endpoints/{found['id']}").json()
    assert seen == {name: value for name, value in found.items() if name != "secret"}
    assert (seen["types"], seen["enabled"], seen["disabled_because"]) == (["order.paid"], True, "")
    assert mine.get("/webhook-endpoints").json()["items"] == [seen]


def test_a_repeated_request_makes_one_and_answers_the_same_secret(mine):
    first, again = (
        mine.post("/webhook-endpoints", {"url": URL}, **{"Idempotency-Key": "k-1"}) for _ in range(2)
    )
    assert first.json() == again.json() and Endpoint.objects.count() == 1


def test_the_secret_stands_sealed_in_the_database(mine):
    secret = made(mine)["secret"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM api_endpoint")
        assert secret not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/url"),
        ({"url": "http://erp.example/"}, "#/url"),
        ({"url": "https://127.0.0.1/"}, "#/url"),
        ({"url": "https://erp.example:22/"}, "#/url"),
        ({"url": URL + "x" * 500}, "#/url"),
        ({"url": 7}, "#/url"),
        ({"url": URL, "types": ["order.eaten"]}, "#/types/0"),
        ({"url": URL, "types": "order.paid"}, "#/types"),
        ({"url": URL, "description": "x" * 201}, "#/description"),
        ({"url": URL, "enabled": False}, "#/enabled"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(mine, body, pointer):
    response = mine.post("/webhook-endpoints", body)
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"].startswith(pointer.rstrip("0").rstrip("/"))
    assert not Endpoint.objects.exists()


def test_there_are_so_many_and_no_more(mine, settings):
    settings.WEBHOOK_ENDPOINTS = 2
    first = made(mine)
    made(mine)
    response = mine.post("/webhook-endpoints", {"url": URL})
    assert (response.status_code, response.json()["code"]) == (409, "endpoints-taken")
    assert mine.delete(f"/webhook-endpoints/{first['id']}").status_code == 204
    made(mine)


def test_it_is_changed_disabled_and_enabled(mine):
    path = f"/webhook-endpoints/{made(mine, types=['order.paid'])['id']}"
    changed = mine.patch(path, {"types": [], "description": "all"}).json()
    assert (changed["types"], changed["description"], changed["url"]) == ([], "all", URL)
    waiting = happen(Endpoint.objects.get())
    disabled = mine.patch(path, {"enabled": False}).json()
    assert (disabled["enabled"], disabled["disabled_because"]) == (False, "partner")
    waiting.refresh_from_db()
    assert waiting.state == "dropped"
    for action in ("/test", f"/deliveries/{waiting.pk}/redelivery"):
        assert mine.post(path + action).json()["code"] == "endpoint-disabled"
    enabled = mine.patch(path, {"enabled": True}).json()
    assert (enabled["enabled"], enabled["disabled_at"]) == (True, None)
    assert mine.patch(path, {"url": "https://10.0.0.1/"}).status_code == 422
    assert mine.patch(path, {"secret": "mine"}).status_code == 422


def test_a_removed_one_is_gone_with_its_secrets(mine):
    path = f"/webhook-endpoints/{made(mine)['id']}"
    waiting = happen(Endpoint.objects.get())
    assert mine.delete(path).status_code == 204
    assert mine.get(path).status_code == mine.delete(path).status_code == 404
    assert mine.get("/webhook-endpoints").json()["items"] == []
    waiting.refresh_from_db()
    assert waiting.state == "dropped" and Endpoint.objects.get().secret is None


def test_a_new_secret_is_shown_once_and_the_one_before_kept_for_a_day(mine):
    endpoint = made(mine)
    changed = mine.post(f"/webhook-endpoints/{endpoint['id']}/secret")
    row = Endpoint.objects.get()
    assert changed.json()["secret"] == row.secret != endpoint["secret"] == row.old_secret
    assert timedelta(hours=23, minutes=59) < row.old_secret_until - db_now() <= timedelta(hours=24)


def test_the_log_tells_each_try(mine, settings):
    path = f"/webhook-endpoints/{made(mine)['id']}/deliveries"
    first, second = happen(Endpoint.objects.get(), times=2)
    first.attempts.create(at=db_now(), status=500, duration_ms=12)
    first.attempts.create(at=db_now(), error="too-slow", duration_ms=15_000)
    Delivery.objects.filter(pk=second.pk).update(state="delivered", done_at=db_now())
    newest, oldest = mine.get(path).json()["items"]
    assert (newest["id"], newest["state"], newest["next_try_at"]) == (second.pk, "delivered", None)
    assert [(row["status"], row["error"]) for row in oldest["attempts"]] == [(None, "too-slow"), (500, "")]
    assert oldest["event"]["type"] == "order.paid"
    only = mine.get(path, {"state": "delivered"}).json()["items"]
    assert [row["id"] for row in only] == [second.pk]
    again = mine.post(f"{path}/{second.pk}/redelivery")
    assert (again.status_code, again.json()["state"]) == (202, "waiting")
    assert Delivery.objects.due().filter(pk=second.pk).exists()


def test_what_is_another_applications_is_not_found(api, erp, mine, application):
    """Also another one of the same partner."""
    path = f"/webhook-endpoints/{made(mine)['id']}"
    delivery = happen(Endpoint.objects.get())
    for other in (application(), application(partner=erp.partner)):
        client = api.by(other)
        assert client.get("/webhook-endpoints").json()["items"] == []
        assert client.get(path).status_code == client.delete(path).status_code == 404
        assert client.patch(path, {"enabled": False}).status_code == 404
        assert client.get(f"{path}/deliveries").status_code == 404
        for action in ("/secret", "/test", f"/deliveries/{delivery.pk}/redelivery"):
            assert client.post(path + action).status_code == 404
    own = made(api.by(application(partner=erp.partner)))
    assert mine.post(f"/webhook-endpoints/{own['id']}/deliveries/{delivery.pk}/redelivery").status_code == 404


def test_scopes_and_callers(api, application, world):
    reads = api.by(application(scopes=["webhooks:read"]))
    assert reads.get("/webhook-endpoints").status_code == 200
    assert reads.post("/webhook-endpoints", {"url": URL}).json()["code"] == "scope-missing"
    assert reads.get("/events").json()["code"] == "scope-missing"
    follows = api.by(application(scopes=["events:read"]))
    assert follows.get("/events").status_code == 200
    assert follows.get("/webhook-endpoints").json()["code"] == "scope-missing"
    mei = api.as_(world.mei)
    for path in ("/events", "/webhook-endpoints"):
        assert mei.get(path).json()["code"] == "partner-needed"
        assert api.get(path).status_code == 401


def test_events_are_read_on_in_order_and_from_where_one_was(mine, erp):
    rows = [event(erp.partner, n) for n in range(5)]
    seen, after = [], None
    for _ in range(4):
        answer = mine.get("/events", {"limit": 2} | ({"after": after} if after else {})).json()
        seen += [row["id"] for row in answer["items"]]
        after = answer["next"]
    assert seen == [row.pk for row in rows]
    assert mine.get("/events", {"after": after}).json() == {"items": [], "next": after}
    rows.append(event(erp.partner, 9))
    answer = mine.get("/events", {"after": after}).json()
    assert [row["id"] for row in answer["items"]] == [rows[-1].pk]
    assert mine.get(f"/events/{rows[0].pk}").json() == {
        "id": rows[0].pk,
        "type": "order.paid",
        "occurred_at": rows[0].occurred_at.isoformat().replace("+00:00", "Z"),
        "data": {"order": "7QK2M0XW4T9B"},
    }


def test_an_empty_feed_has_a_cursor_too(mine, erp):
    after = mine.get("/events").json()["next"]
    row = event(erp.partner, 1)
    assert [found["id"] for found in mine.get("/events", {"after": after}).json()["items"]] == [row.pk]


def test_events_of_one_type(mine, erp):
    event(erp.partner, 1)
    shipped = event(erp.partner, 2, "order.shipped")
    answer = mine.get("/events", {"type": "order.shipped"}).json()
    assert [row["id"] for row in answer["items"]] == [shipped.pk]


def test_another_partners_events_are_not_found(api, mine, erp, application):
    row = event(application().partner, 1)
    assert mine.get("/events").json()["items"] == []
    assert mine.get(f"/events/{row.pk}").status_code == 404


@pytest.mark.parametrize("query", [{"after": "x"}, {"after": "YmVmb3JlOjE="}, {"limit": 101}, {"type": "x"}])
def test_a_query_that_is_none_is_refused(mine, query):
    assert mine.get("/events", query).status_code == 422


def test_lists_ask_the_same_however_long(mine, erp):
    first = made(mine)["id"]
    lists = ["/events", "/webhook-endpoints", f"/webhook-endpoints/{first}/deliveries"]
    for delivery in happen(Endpoint.objects.get(), times=2):
        delivery.attempts.create(at=db_now(), status=500, duration_ms=1)
    few = [queries(mine, path) for path in lists]
    for delivery in happen(Endpoint.objects.get(), times=9):
        delivery.attempts.create(at=db_now(), status=500, duration_ms=1)
    made(mine)
    assert [queries(mine, path) for path in lists] == few
    assert max(few) <= 6


def test_the_description_names_every_type(contract):
    shape = contract.document["components"]["schemas"]["EventShape"]["properties"]["type"]
    assert set(shape["enum"]) == set(kinds.TYPES)


def test_the_log_is_forgotten_after_its_time(erp, mine, settings):
    made(mine)
    old, new, waiting = happen(Endpoint.objects.get(), times=3)
    old.attempts.create(at=db_now(), status=200, duration_ms=1)
    long_ago = db_now() - settings.WEBHOOK_LOG_KEPT - timedelta(seconds=1)
    Delivery.objects.filter(pk=old.pk).update(state="delivered", done_at=long_ago)
    Delivery.objects.filter(pk=new.pk).update(state="delivered", done_at=db_now())
    assert Delivery.objects.forget() == 1
    assert set(Delivery.objects.all()) == {new, waiting} and PartnerEvent.objects.count() == 3


def event(partner, source, kind="order.paid"):
    return PartnerEvent.objects.create(
        partner=partner, source=source, type=kind, data={"order": "7QK2M0XW4T9B"}, occurred_at=db_now()
    )
