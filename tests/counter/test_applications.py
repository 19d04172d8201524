"""The operator lets programs in: what they may do, and their secrets."""

import re

import pytest
from django.urls import reverse

from api.models import Application, Partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(world, client):
    world.person("operator", is_staff=True, is_superuser=True)
    client.force_login(world.person("operator"))
    return client


@pytest.fixture
def program(world):
    partner = Partner.objects.create(name="Tea Works", shop=world.shop)
    return Application.objects.create(partner=partner, name="ERP", client_type="confidential")


def secrets(program):
    return reverse("admin:api_application_secrets", args=[program.pk])


def test_an_application_is_made_and_leads_to_its_first_secret(operator, world):
    partner = Partner.objects.create(name="Tea Works", shop=world.shop)
    sent = {"partner": partner.pk, "name": "ERP", "client_type": "confidential", "scopes": ["orders:read"]}
    answer = operator.post(reverse("admin:api_application_add"), sent)
    program = Application.objects.get()
    assert (answer["Location"], program.scopes) == (secrets(program), ["orders:read"])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "no address", "https://a.example/#x"])
def test_an_address_that_is_none_is_refused(operator, program, address):
    sent = {"name": "ERP", "scopes": ["orders:read"], "redirect_uris": address}
    answer = operator.post(reverse("admin:api_application_change", args=[program.pk]), sent)
    assert answer.status_code == 200
    program.refresh_from_db()
    assert program.redirect_uris == ""


def test_a_secret_is_shown_once(operator, program):
    made = operator.post(secrets(program), {"new": "1"})
    [text] = re.findall(r"<code[^>]*text-base[^>]*>([^<]+)</code>", made.content.decode())
    assert program.secrets.get().matches(text)
    assert made["Cache-Control"] and "no-store" in made["Cache-Control"]
    assert text not in operator.get(secrets(program)).content.decode()


def test_a_third_secret_is_refused_until_one_is_revoked(operator, program):
    first, second = program.new_secret(), program.new_secret()
    assert operator.post(secrets(program), {"new": "1"}).status_code == 302
    assert program.secrets.count() == 2
    operator.post(secrets(program), {"revoke": program.secrets.get(hint=first[-4:]).pk})
    assert program.secrets.live().get().matches(second)
    operator.post(secrets(program), {"new": "1"})
    assert program.secrets.live().count() == 2


@pytest.mark.parametrize("asked", ["", "x", "9" * 30, "0"])
def test_a_secret_that_is_none_cannot_be_revoked(operator, program, asked):
    assert operator.post(secrets(program), {"revoke": asked}).status_code == 404


def test_an_owner_has_no_business_there(world, client, program):
    type(world.wen).objects.filter(pk=world.wen.pk).update(is_staff=True)
    client.force_login(world.wen)
    assert client.get(secrets(program)).status_code == 403


def test_a_partner_is_suspended_and_reinstated(operator, program):
    lists = reverse("admin:api_partner_changelist")
    operator.post(lists, {"action": "suspend", "_selected_action": program.partner_id})
    program.partner.refresh_from_db()
    assert program.partner.is_suspended
    operator.post(lists, {"action": "resume", "_selected_action": program.partner_id})
    program.partner.refresh_from_db()
    assert not program.partner.is_suspended
