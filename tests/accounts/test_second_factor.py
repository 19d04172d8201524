import io

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib import admin
from django.contrib.auth import get_user
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.crypto import DecryptionError
from accounts.erasure import erase
from accounts.rotation import rotate
from tests.accounts.factors import code
from tests.accounts.people import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PAGES = ["mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]


@pytest.fixture
def guarded(mei):
    TOTP.activate(mei, SECRET)
    RecoveryCodes.activate(mei)
    return mei


def log_in(client):
    return client.post(reverse("account_login"), {"login": "mei@example.com", "password": PASSWORD})


def log_in_with_both(client):
    log_in(client)
    return client.post(reverse("mfa_authenticate"), {"code": code(SECRET)})


def say_password(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def codes():
    return Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()


def test_it_is_set_up_with_an_app(client, mei):
    log_in(client)
    say_password(client)
    page = client.get(reverse("mfa_activate_totp"))
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    secret = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    listed = client.get(answer.headers["Location"]).content.decode()
    assert len(codes()) == 10 and all(one in listed for one in codes())


def test_who_was_sent_to_set_it_up_finds_back(client, mei):
    log_in(client)
    say_password(client)
    url = f"{reverse('mfa_activate_totp')}?next=/orders/"
    secret = client.get(url).context["form"].secret
    page = client.post(url, {"code": code(secret)}, follow=True)
    assert 'href="/orders/"' in page.content.decode()


def test_nobody_is_led_to_another_site(client, guarded):
    log_in_with_both(client)
    say_password(client)
    page = client.get(reverse("mfa_view_recovery_codes"), {"next": "https://evil.example/"})
    assert page.status_code == 200 and "evil.example" not in page.content.decode()


def test_a_wrong_code_sets_nothing_up(client, mei):
    log_in(client)
    say_password(client)
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert page.status_code == 200 and page.context["form"].errors
    assert not Authenticator.objects.exists()


def test_an_unconfirmed_address_comes_first(client, mei):
    EmailAddress.objects.create(user=mei, email=mei.email, verified=False)
    log_in(client)
    page = client.get(reverse("mfa_activate_totp"), follow=True)
    assert page.redirect_chain[-1][0] == reverse("mfa_index")
    assert reverse("account_email") in page.content.decode()


def test_the_password_alone_lets_nobody_in(client, guarded):
    assert log_in(client).headers["Location"] == reverse("mfa_authenticate")
    assert not get_user(client).is_authenticated
    page = client.get(reverse("mfa_authenticate"))
    assert "base.html" in [template.name for template in page.templates]
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not get_user(client).is_authenticated
    client.post(reverse("mfa_authenticate"), {"code": code(SECRET)})
    assert get_user(client) == guarded


def test_a_code_seen_over_the_shoulder_does_not_work_again(client, guarded):
    log_in_with_both(client)
    other = Client()
    log_in_with_both(other)
    assert not get_user(other).is_authenticated


def test_a_recovery_code_works_once(client, guarded):
    one = codes()[0]
    for browser, lets_in in [(client, True), (Client(), False)]:
        log_in(browser)
        browser.post(reverse("mfa_authenticate"), {"code": one})
        assert get_user(browser).is_authenticated == lets_in


def test_whoever_guesses_codes_is_stopped_even_with_the_right_one_at_last(client, guarded):
    log_in(client)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code(SECRET)})
    assert not get_user(client).is_authenticated


def test_codes_are_asked_for_without_redis_too(client, guarded, settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    log_in_with_both(client)
    assert get_user(client) == guarded


@pytest.mark.parametrize("name", PAGES)
def test_its_pages_are_in_our_look_and_kept_by_no_cache(client, guarded, name):
    log_in_with_both(client)
    say_password(client)
    page = client.get(reverse(name))
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    names = [template.name for template in page.templates]
    assert "base.html" in names and "allauth/layouts/base.html" not in names


def test_its_pages_ask_for_the_password_first(client, guarded):
    client.force_login(guarded)
    for name in ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes"]:
        answer = client.get(reverse(name), follow=True)
        assert "/account/reauthenticate/" in answer.redirect_chain[0][0]
        assert not any(one in answer.content.decode() for one in codes())


def test_the_codes_can_be_taken_away_as_a_file(client, guarded):
    log_in_with_both(client)
    say_password(client)
    answer = client.get(reverse("mfa_download_recovery_codes"))
    assert answer.content.decode().split() == codes()
    assert answer.headers["Cache-Control"] == "no-store"


def test_switching_it_off_voids_the_codes(client, guarded):
    log_in_with_both(client)
    say_password(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()


# --- at rest


def test_what_codes_are_made_from_is_sealed(guarded, settings):
    assert SECRET not in str(list(Authenticator.objects.values_list("data")))
    settings.ADDRESS_KEYS = {"other": b"o" * 32}
    with pytest.raises(DecryptionError):
        Authenticator.objects.get(type="totp").wrap().validate_code("123456")


def test_it_outlives_the_key_it_was_sealed_with(client, mei, settings):
    settings.ADDRESS_KEYS = {"k1": b"1" * 32}
    TOTP.activate(mei, SECRET)
    RecoveryCodes.activate(mei)
    before = codes()
    settings.ADDRESS_KEYS = {"k2": b"2" * 32, "k1": b"1" * 32}
    assert list(rotate(Authenticator)) == [(2, set())]
    assert list(rotate(Authenticator)) == []
    settings.ADDRESS_KEYS = {"k2": b"2" * 32}
    assert codes() == before
    log_in_with_both(client)
    assert get_user(client) == mei


def test_turning_the_keys_leaves_used_codes_used(mei, settings):
    settings.ADDRESS_KEYS = {"k1": b"1" * 32}
    recovery = RecoveryCodes.activate(mei)
    used = recovery.get_unused_codes()[0]
    recovery.validate_code(used)
    settings.ADDRESS_KEYS = {"k2": b"2" * 32, "k1": b"1" * 32}
    call_command("rotate_address_keys", stdout=io.StringIO())
    assert used not in codes() and len(codes()) == 9


def test_it_goes_with_its_person(guarded):
    erase(user=guarded)
    assert not Authenticator.objects.exists()


def test_the_admin_does_not_show_it(db):
    assert Authenticator not in admin.site._registry


# --- lost


def forget(email):
    out = io.StringIO()
    call_command("forget_second_factor", email, stdout=out)
    return out.getvalue()


def test_who_lost_everything_starts_anew(client, guarded, bo):
    log_in_with_both(client)
    TOTP.activate(bo, SECRET)
    assert "Forgotten" in forget("Mei@Example.com")
    assert [one.user for one in Authenticator.objects.all()] == [bo]
    assert not get_user(client).is_authenticated
    other = Client()
    log_in(other)
    assert get_user(other) == guarded


@pytest.mark.parametrize("email", ["mei@example.com", "nobody@example.com", ""])
def test_where_there_is_nothing_to_forget_the_command_says_so(mei, email):
    with pytest.raises(CommandError):
        forget(email)
