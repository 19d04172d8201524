"""A program gets a token of its own by client credentials."""

from base64 import b64encode

import pytest
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken

from api.models import Application
from api.refusals import SecretsTaken
from tests.api.contract import token

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    """A program's, which knows no form tokens."""
    return Client(enforce_csrf_checks=True)


def ask(client, application, secret, **fields):
    basic = b64encode(f"{application.client_id}:{secret}".encode()).decode()
    return client.post(
        "/oauth/token",
        {"grant_type": "client_credentials"} | fields,
        headers={"Authorization": f"Basic {basic}"},
    )


def test_a_secret_is_traded_for_a_token_that_the_api_takes(client, application, world):
    program = application(shop=world.shop, scopes=["gifts:read"])
    answer = ask(client, program, program.new_secret())
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    told = answer.json()
    assert (told["token_type"], told["scope"], told["expires_in"]) == ("Bearer", "gifts:read", 3600)
    assert "refresh_token" not in told
    bearer = {"Authorization": f"Bearer {told['access_token']}"}
    assert client.get("/api/v1/gifts", headers=bearer).status_code == 200


def test_the_secret_may_also_stand_in_the_body(client, application):
    program = application()
    sent = {"client_id": program.client_id, "client_secret": program.new_secret()}
    answer = client.post("/oauth/token", {"grant_type": "client_credentials"} | sent)
    assert answer.status_code == 200


def test_neither_a_secret_nor_a_token_stands_in_the_database(client, application):
    program = application()
    secret = program.new_secret()
    token = ask(client, program, secret).json()["access_token"]
    assert secret not in str(list(program.secrets.values()))
    assert token not in str(list(AccessToken.objects.values()))


@pytest.mark.parametrize("secret", ["", "wrong", "geheim\0"])
def test_a_wrong_secret_gets_nothing(client, application, secret):
    program = application()
    program.new_secret()
    answer = ask(client, program, secret)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_two_secrets_are_live_until_one_is_revoked(client, application):
    program = application()
    old, new = program.new_secret(), program.new_secret()
    with pytest.raises(SecretsTaken):
        program.new_secret()
    assert [ask(client, program, secret).status_code for secret in (old, new)] == [200, 200]
    program.secrets.get(hint=old[-4:]).revoke()
    assert [ask(client, program, secret).status_code for secret in (old, new)] == [401, 200]
    assert program.new_secret()


def test_the_last_use_of_a_secret_and_of_its_application_is_known(client, application):
    program = application(scopes=["gifts:read"])
    token = ask(client, program, program.new_secret()).json()["access_token"]
    assert program.secrets.get().last_used_at
    client.get("/api/v1/gifts", headers={"Authorization": f"Bearer {token}"})
    program.refresh_from_db()
    assert program.last_used_at


def test_a_token_may_be_good_for_less_but_not_for_more(client, application):
    program = application(scopes=["gifts:read", "gifts:write"])
    secret = program.new_secret()
    assert ask(client, program, secret, scope="gifts:read").json()["scope"] == "gifts:read"
    answer = ask(client, program, secret, scope="gifts:read orders:read")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")


def test_a_scope_that_is_taken_from_an_application_is_taken_from_its_tokens(client, application):
    program = application(scopes=["gifts:read", "orders:read"])
    token = ask(client, program, program.new_secret()).json()["access_token"]
    Application.objects.update(scopes=["orders:read"])
    answer = client.get("/api/v1/gifts", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["scope"]) == (403, "gifts:read")


def test_a_suspended_partner_gets_no_token_and_those_it_has_are_good_for_nothing(client, application, api):
    program = application()
    secret = program.new_secret()
    token = ask(client, program, secret).json()["access_token"]
    program.partner.suspend()
    assert ask(client, program, secret).status_code == 401
    answer = client.get("/api/v1/gifts", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["code"]) == (401, "token-not-valid")
    program.partner.resume()
    assert client.get("/api/v1/gifts", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_a_public_program_has_no_token_of_its_own(client, application):
    program = application(client_type=Application.CLIENT_PUBLIC)
    assert ask(client, program, program.new_secret()).status_code in {400, 401}


def test_a_token_is_revoked(client, application):
    program = application()
    secret = program.new_secret()
    token = ask(client, program, secret).json()["access_token"]
    sent = {"token": token, "client_id": program.client_id, "client_secret": secret}
    assert client.post("/oauth/revoke", sent).status_code == 200
    answer = client.get("/api/v1/gifts", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["code"] == "token-not-valid"
    assert 'error="invalid_token"' in answer["WWW-Authenticate"]


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer wrong", "bearer \xff", "Bearer a b"])
def test_a_token_that_never_was_is_refused(client, db, header):
    answer = client.get("/api/v1/gifts", headers={"Authorization": header})
    assert (answer.status_code, answer.json()["code"]) == (401, "token-not-valid")


def test_an_expired_token_is_refused(client, application):
    bearer = _bearer(application())
    AccessToken.objects.update(expires=timezone.now())
    assert client.get("/api/v1/gifts", headers=bearer).json()["code"] == "token-not-valid"


def test_a_token_is_not_taken_beside_one_in_the_address(client, application):
    bearer = _bearer(application())
    assert client.get("/api/v1/gifts", headers=bearer).status_code == 200
    answer = client.get("/api/v1/gifts?access_token=x", headers=bearer)
    assert answer.json()["code"] == "token-not-valid"


@pytest.mark.parametrize(
    ("place", "status"), [("http://testserver/api/", 200), ("https://other.example/", 401)]
)
def test_a_token_for_one_place_is_not_taken_at_another(client, application, place, status):
    bearer = _bearer(application())
    AccessToken.objects.update(resource=[place])
    assert client.get("/api/v1/gifts", headers=bearer).status_code == status


def _bearer(program):
    return {"Authorization": f"Bearer {token(program)}"}


def test_what_no_database_takes_is_refused(client, db):
    sent = {"grant_type": "authorization_code", "client_id": "a", "code": "\0"}
    assert client.post("/oauth/token", sent).json() == {"error": "invalid_request"}


def test_who_asks_too_often_waits(client, application, settings):
    settings.API_RATE = "1/m"
    program = application()
    assert ask(client, program, "wrong").status_code == 401
    answer = ask(client, program, "wrong")
    assert (answer.status_code, int(answer["Retry-After"]) > 0) == (429, True)


def test_programs_find_out_where_to_ask(client, db):
    told = client.get("/.well-known/oauth-authorization-server").json()
    assert told["token_endpoint"].endswith("/oauth/token")
    assert told["authorization_endpoint"].endswith("/oauth/authorize")
    assert told["code_challenge_methods_supported"] == ["S256"]
    assert told["response_types_supported"] == ["code"]
    assert set(told["grant_types_supported"]) == {"client_credentials", "authorization_code", "refresh_token"}
