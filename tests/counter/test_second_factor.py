"""Operators and owners come behind the counter with a second factor only."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from shops.models import Staff
from tests.counter.rows import of_a_shop
from tests.counter.test_isolation import addresses

ACTIVATE = "/account/second-factor/app/on/"


@pytest.fixture(autouse=True)
def asked_for(settings):
    settings.ADMIN_SECOND_FACTOR = True


@pytest.fixture
def someone(world):
    """`someone("clerk")`: a browser."""

    def someone(role):
        person = world.person("lin", is_staff=True, is_superuser=role == "operator")
        if role != "operator":
            Staff.objects.create(shop=world.shop, user=person, role=role)
        client = Client()
        client.force_login(person)
        return client, person

    return someone


@pytest.mark.parametrize("role", ["operator", "owner"])
def test_who_has_none_is_led_to_set_one_up_and_told_why(someone, role):
    client, _ = someone(role)
    answer = client.get("/admin/orders/order/?q=1")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{ACTIVATE}?next=%2Fadmin%2Forders%2Forder%2F%3Fq%3D1"
    assert [message.level_tag for message in answer.wsgi_request._messages] == ["warning"]


@pytest.mark.parametrize("role", ["operator", "owner"])
def test_who_has_one_comes_in(someone, role):
    client, person = someone(role)
    TOTP.activate(person, generate_totp_secret())
    assert client.get("/admin/orders/order/").status_code == 200


def test_recovery_codes_alone_are_none(someone):
    client, person = someone("owner")
    RecoveryCodes.activate(person)
    assert client.get("/admin/").status_code == 302


def test_a_clerk_needs_none(someone):
    client, _ = someone("clerk")
    assert client.get("/admin/orders/order/").status_code == 200


def test_where_it_is_switched_off_nobody_needs_one(someone, settings):
    settings.ADMIN_SECOND_FACTOR = False
    client, _ = someone("operator")
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("role", ["operator", pytest.param("owner", marks=pytest.mark.slow)])
def test_no_page_opens_without_one(world, someone, role):
    rows = of_a_shop(world)
    client, _ = someone(role)
    ways_out = {reverse("admin:logout"), reverse("admin:login")}
    for path, _row in addresses(rows):
        if path.partition("?")[0] in ways_out:
            continue
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 302 and answer.headers["Location"].startswith(ACTIVATE), path


def test_logging_out_is_always_possible(someone):
    client, _ = someone("owner")
    assert client.post(reverse("admin:logout")).status_code == 200
    assert "_auth_user_id" not in client.session
