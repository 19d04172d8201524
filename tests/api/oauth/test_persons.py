"""A person agrees that a program acts for them: authorisation code with PKCE by S256."""

import hashlib
import re
import secrets
from base64 import urlsafe_b64encode
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from oauth2_provider.models import AccessToken, RefreshToken

from accounts.erasure import erase
from api.models import Application

pytestmark = pytest.mark.django_db

BACK = "https://app.example/back"


class Program:
    """The promoter's app: public, so it has no secret and proves with PKCE that it is the one that asked."""

    def __init__(self, application, client):
        self.application, self.client = application, client
        self.verifier = secrets.token_urlsafe(48)

    def address(self, **changed):
        digest = hashlib.sha256(self.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.application.client_id,
            "redirect_uri": BACK,
            "scope": "gifts:read",
            "state": "st4te",
            "code_challenge": urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        } | changed
        return "/oauth/authorize?" + urlencode({name: value for name, value in asked.items() if value})

    def answer(self, *, allow=True, **changed):
        """What the page's buttons send."""
        page = self.client.get(self.address(**changed))
        hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.content.decode()))
        hidden.pop("allow")
        sent = hidden | ({"allow": "true"} if allow else {})
        return parse_qs(urlsplit(self.client.post(self.address(), sent)["Location"]).query)

    def trade(self, **changed):
        sent = {
            "grant_type": "authorization_code",
            "client_id": self.application.client_id,
            "redirect_uri": BACK,
            "code_verifier": self.verifier,
        } | changed
        return self.client.post("/oauth/token", sent)


@pytest.fixture
def program(application, client, world):
    client.force_login(world.mei)
    fields = {"client_type": Application.CLIENT_PUBLIC, "redirect_uris": BACK, "name": "Teefinder"}
    return Program(application(scopes=["gifts:read", "gifts:write"], **fields), client)


def test_a_person_agrees_and_the_program_acts_for_them(program, world, api):
    gift = world.sent_gift()
    told = program.answer()
    assert told["state"] == ["st4te"]
    tokens = program.trade(code=told["code"][0]).json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    program.client.logout()
    shown = program.client.get(f"/api/v1/gifts/{gift.code}", headers=bearer).json()
    assert shown["role"] == "giver"


def test_the_page_says_who_asks_for_what(program):
    page = program.client.get(program.address(), headers={"Accept-Language": "en"})
    text = page.content.decode()
    assert "Teefinder" in text and "Tea Works ERP" in text and "See gifts" in text
    assert "Send, accept" not in text
    assert "form-action 'self' https://app.example" in page["Content-Security-Policy"]
    assert page["Cache-Control"] == "no-store"


def test_who_is_not_logged_in_logs_in_first(program):
    program.client.logout()
    answer = program.client.get(program.address())
    assert answer.status_code == 302 and answer["Location"].startswith(
        "/account/login/?next=/oauth/authorize"
    )


def test_who_does_not_agree_is_sent_back_without_a_code(program):
    told = program.answer(allow=False)
    assert told["error"] == ["access_denied"] and "code" not in told


def test_a_code_is_good_once(program):
    code = program.answer()["code"][0]
    assert program.trade(code=code).status_code == 200
    assert program.trade(code=code).json()["error"] == "invalid_grant"


def test_a_stolen_code_is_good_for_nothing(program):
    code = program.answer()["code"][0]
    assert program.trade(code=code, code_verifier="x" * 64).json()["error"] == "invalid_grant"


def test_without_pkce_nobody_is_asked(program):
    answer = program.client.get(program.address(code_challenge="", code_challenge_method=""))
    assert answer.status_code == 302 and "error=invalid_request" in answer["Location"]


def test_a_challenge_that_everybody_can_read_gets_no_code(program):
    told = program.answer(code_challenge_method="plain", code_challenge=program.verifier)
    assert told["error"] == ["invalid_request"] and "code" not in told


@pytest.mark.parametrize("changed", [{"redirect_uri": "https://evil.example/"}, {"client_id": "nobody"}])
def test_a_wrong_address_or_program_leads_nowhere(program, changed):
    answer = program.client.get(program.address(**changed))
    assert answer.status_code == 400
    assert "form method" not in answer.content.decode()


def test_a_token_is_renewed_and_the_old_refresh_token_dies(program):
    first = program.trade(code=program.answer()["code"][0]).json()
    renewing = {"grant_type": "refresh_token", "client_id": program.application.client_id}
    again = program.client.post("/oauth/token", renewing | {"refresh_token": first["refresh_token"]})
    assert again.status_code == 200
    answer = program.client.post("/oauth/token", renewing | {"refresh_token": first["refresh_token"]})
    assert answer.json()["error"] == "invalid_grant"


def test_the_token_of_a_person_who_has_left_is_good_for_nothing(program, world):
    token = program.trade(code=program.answer()["code"][0]).json()["access_token"]
    type(world.mei).objects.filter(pk=world.mei.pk).update(is_active=False)
    answer = program.client.get("/api/v1/gifts", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["code"] == "token-not-valid"


def test_a_program_of_its_own_may_not_do_what_only_a_person_may(application, api, world):
    gift = world.sent_gift()
    program = api.by(application(shop=world.shop))
    for path in (f"/gifts/{gift.code}/acceptance", f"/gifts/{gift.code}/refusal"):
        assert program.post(path, {}).json()["code"] == "person-needed"
    for path in ("/orders", "/contacts", f"/gifts/{gift.code}/parcel"):
        assert program.get(path).json()["code"] == "person-needed"


def test_a_person_accepts_by_an_app(application, api, world, address):
    gift = world.sent_gift()
    app = api.by(application(scopes=["gifts:write"]), user=world.bo)
    token = {"Gift-Token": gift_token(gift)}
    assert app.post(f"/gifts/{gift.code}/acceptance", {"address": address}, **token).status_code == 201


def gift_token(gift):
    from gifts import links

    return links.token(gift)


def test_a_person_sees_the_apps_that_were_allowed_and_takes_one_back(program, world, client):
    token = program.trade(code=program.answer()["code"][0]).json()["access_token"]
    page = client.get("/account/apps/").content.decode()
    assert "Teefinder" in page and "Tea Works ERP" in page
    client.post("/account/apps/", {"application": program.application.pk})
    assert "Teefinder" not in client.get("/account/apps/").content.decode()
    answer = client.get("/api/v1/gifts", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["code"] == "token-not-valid"


@pytest.mark.parametrize("chosen", ["", "x", "9" * 30])
def test_an_app_that_is_none_cannot_be_taken_back(program, client, chosen):
    assert client.post("/account/apps/", {"application": chosen}).status_code == 404


def test_nobody_takes_back_what_another_allowed(program, world, client):
    token = program.trade(code=program.answer()["code"][0]).json()["access_token"]
    client.force_login(world.bo)
    client.post("/account/apps/", {"application": program.application.pk})
    answer = client.get("/api/v1/gifts", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200


def test_who_leaves_takes_everything_back(program, world):
    program.trade(code=program.answer()["code"][0])
    erase(user=world.mei)
    assert not AccessToken.objects.exists() and not RefreshToken.objects.exists()
