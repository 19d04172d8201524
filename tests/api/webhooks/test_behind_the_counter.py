"""The operator sees where partners are told of events, and helps where it does not work."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from api.models import Delivery, Endpoint
from tests.api.webhooks.conftest import happen, new_endpoint

ENDPOINTS = reverse("admin:api_endpoint_changelist")
DELIVERIES = reverse("admin:api_delivery_changelist")


@pytest.fixture
def operator(client, world):
    client.force_login(world.person("ops", is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def erp(db):
    return new_endpoint("https://erp.example/hooks")


def act(client, page, action, *rows):
    marked = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(page, marked, follow=True)


def test_a_disabled_endpoint_is_told_with_the_reason_and_enabled_again(operator, erp):
    erp.disable("failing")
    page = operator.get(ENDPOINTS, headers={"accept-language": "en"}).content.decode()
    assert "https://erp.example/hooks" in page and "It took nothing for days." in page
    act(operator, ENDPOINTS, "enable_again", erp)
    erp.refresh_from_db()
    assert erp.is_enabled
    assert LogEntry.objects.get().object_id == str(erp.pk)


def test_its_secret_is_on_no_page(operator, erp):
    old, new = erp.secret, erp.rotate()
    happen(erp)
    pages = [ENDPOINTS, DELIVERIES, reverse("admin:api_endpoint_change", args=[erp.pk])]
    for page in pages:
        text = operator.get(page).content.decode()
        assert old[6:] not in text and new[6:] not in text


def test_a_delivery_shows_its_tries_and_is_made_due_again(operator, erp):
    given_up = happen(erp)
    given_up.attempts.create(at=given_up.created_at, error="certificate-not-valid", duration_ms=77)
    Delivery.objects.filter(pk=given_up.pk).update(state="failed", done_at=given_up.created_at, tries=10)
    page = operator.get(reverse("admin:api_delivery_change", args=[given_up.pk])).content.decode()
    assert "certificate-not-valid" in page and "77" in page
    act(operator, DELIVERIES, "deliver_again", given_up)
    given_up.refresh_from_db()
    assert (given_up.state, given_up.tries, given_up.done_at) == ("waiting", 0, None)
    assert Delivery.objects.due().get() == given_up


def test_nothing_is_made_due_for_an_endpoint_that_is_disabled(operator, erp):
    waiting = happen(erp)
    erp.disable("gone")
    act(operator, DELIVERIES, "deliver_again", waiting)
    waiting.refresh_from_db()
    assert waiting.state == "dropped"


def test_nobody_else_sees_them(client, world, erp):
    delivery = happen(erp)
    world.wen.is_staff = True
    world.wen.save()
    client.force_login(world.wen)
    for page in (ENDPOINTS, DELIVERIES, reverse("admin:api_delivery_change", args=[delivery.pk])):
        assert client.get(page).status_code in {302, 403}
    assert Endpoint.objects.get().is_enabled
