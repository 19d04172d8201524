import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Session, User
from tests.accounts.people import PASSWORD, person

NEW = {"email": "New@Example.com", "nickname": "小新", "password1": "wenzhou-orange-42"}


def log_in(client, email="mei@example.com", password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


@pytest.mark.parametrize("name", ["login", "signup", "reset_password", "reset_password_done"])
def test_the_way_in_is_open_to_visitors_in_our_look(client, db, name):
    page = client.get(reverse(f"account_{name}"))
    assert page.status_code == 200
    assert "account/base_entrance.html" not in [template.name for template in page.templates]
    assert "base.html" in [template.name for template in page.templates]


@pytest.mark.parametrize("name", ["logout", "email", "change_password"])
def test_the_pages_of_an_account_are_in_our_look(as_mei, name):
    page = as_mei.get(reverse(f"account_{name}"))
    assert page.status_code == 200
    assert "base.html" in [template.name for template in page.templates]
    assert "allauth/layouts/base.html" not in [template.name for template in page.templates]


def test_no_page_has_inline_script_or_style(client, as_mei):
    for name in ["account_email", "account_change_password", "accounts:home", "accounts:leave"]:
        body = as_mei.get(reverse(name)).content.decode()
        assert not re.search(r"<style|<script(?![^>]*src=)| style=| on[a-z]+=", body), name


def test_somebody_signs_up_and_is_shown_by_nickname(client, db):
    assert client.post(reverse("account_signup"), NEW).status_code == 302
    user = User.objects.get()
    assert (user.email, user.nickname, str(user)) == ("new@example.com", "小新", "小新")
    assert get_user(client) == user


def test_a_nickname_is_asked_for(client, db):
    page = client.post(reverse("account_signup"), NEW | {"nickname": " "})
    assert page.status_code == 200 and "nickname" in page.context["form"].errors
    assert not User.objects.exists()


def test_a_nickname_cannot_turn_the_sentence_around(client, db):
    client.post(reverse("account_signup"), NEW | {"nickname": "a\u202eb"})
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["12345678", "short", "password1"])
def test_a_weak_password_is_refused(client, db, password):
    client.post(reverse("account_signup"), NEW | {"password1": password})
    assert not User.objects.exists()


def test_an_address_belongs_to_one_person_in_any_case(client, mei):
    client.post(reverse("account_signup"), NEW | {"email": "MEI@example.com"})
    assert User.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("Mei@Example.com", PASSWORD)


def test_the_database_refuses_an_address_in_capitals(mei):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=mei.pk).update(email="Mei@example.com")


def test_the_e_mail_address_is_never_a_name(db):
    user = User.objects.create_user("secret@example.com", PASSWORD)
    assert "secret" not in f"{user} {user.name} {user.get_full_name()} {user.get_short_name()}"


@pytest.mark.parametrize("email", ["mei@example.com", "MEI@Example.com"])
def test_somebody_logs_in_with_the_address_in_any_case(client, mei, email):
    assert log_in(client, email).status_code == 302
    assert get_user(client) == mei


def test_a_wrong_password_logs_nobody_in(client, mei):
    assert log_in(client, password="wrong").status_code == 200
    assert not get_user(client).is_authenticated


def test_passwords_are_kept_as_argon2(mei):
    assert mei.password.startswith("argon2$argon2id")


def test_whoever_guesses_passwords_is_stopped_even_with_the_right_one_at_last(client, mei):
    for _ in range(5):
        log_in(client, password="wrong")
    log_in(client)
    assert not get_user(client).is_authenticated


def test_the_brake_on_one_account_leaves_the_others_alone(client, mei, bo):
    for _ in range(6):
        log_in(client, password="wrong")
    log_in(client, "bo@example.com")
    assert get_user(client) == bo


def test_guessing_from_one_address_is_stopped_whatever_it_claims_to_be(client, db, settings):
    settings.TRUSTED_PROXIES = 0
    answers = [
        log_in(client, f"x{n}@example.com", "wrong", HTTP_X_FORWARDED_FOR=f"9.9.9.{n}").status_code
        for n in range(31)
    ]
    assert answers[-1] == 429 and answers[0] == 200


def test_behind_a_proxy_visitors_are_told_apart_by_its_word(client, db, settings):
    settings.TRUSTED_PROXIES, settings.ACCOUNT_RATE_LIMITS = 1, {"login": "2/m/ip"}
    answers = [
        log_in(client, f"x{n}@example.com", "wrong", HTTP_X_FORWARDED_FOR=f"1.1.1.1, 9.9.9.{hop}").status_code
        for n, hop in enumerate([1, 1, 2, 3, 1])
    ]
    assert answers == [200, 200, 200, 200, 429]


def test_logging_out_needs_a_post(as_mei):
    as_mei.get(reverse("account_logout"))
    assert get_user(as_mei).is_authenticated
    as_mei.post(reverse("account_logout"))
    assert not get_user(as_mei).is_authenticated


def test_a_forgotten_password_is_replaced_by_a_link(client, mei):
    client.post(reverse("account_reset_password"), {"email": "mei@example.com"})
    path = re.search(r"https?://[^/]+(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]
    page = client.get(path, follow=True)
    assert "base.html" in [template.name for template in page.templates]
    client.post(
        page.request["PATH_INFO"], {"password1": "wenzhou-orange-42", "password2": "wenzhou-orange-42"}
    )
    mei.refresh_from_db()
    assert mei.check_password("wenzhou-orange-42")
    again = client.get(path, follow=True)
    assert again.context["token_fail"]


def test_asking_for_a_link_does_not_tell_whether_the_account_exists(client, mei):
    known = client.post(reverse("account_reset_password"), {"email": "mei@example.com"})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.com"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_a_new_e_mail_address_counts_once_it_is_confirmed_and_chosen(client, mei):
    url, new = reverse("account_email"), {"email": "mei@new.example"}
    log_in(client)
    client.post(url, new | {"action_add": ""})
    mei.refresh_from_db()
    assert mei.email == "mei@example.com"
    path = re.search(r"https?://[^/]+(/account/confirm-email/\S+)", mail.outbox[-1].body)[1]
    assert client.get(path).status_code == 200
    client.post(path)
    client.post(url, new | {"action_primary": ""})
    mei.refresh_from_db()
    assert mei.email == "mei@new.example"
    client.post(url, {"email": "mei@example.com", "action_remove": ""})
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["mei@new.example"]


def test_nobody_is_left_without_an_address_to_log_in_with(client, mei):
    log_in(client)
    client.post(reverse("account_email"), {"email": "mei@example.com", "action_remove": ""})
    mei.refresh_from_db()
    assert mei.email == "mei@example.com" and EmailAddress.objects.filter(user=mei).exists()


def test_changing_the_password_ends_the_other_sessions(client, mei):
    other = Client()
    log_in(client)
    log_in(other)
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "wenzhou-orange-42", "password2": "wenzhou-orange-42"},
    )
    assert get_user(client).is_authenticated and not get_user(other).is_authenticated


def test_a_session_knows_its_person(client, mei):
    log_in(client)
    assert Session.objects.get().user_id == mei.pk


def test_the_language_goes_with_the_person(client, db):
    person("bo", language="en")
    log_in(client, "bo@example.com")
    assert client.cookies["django_language"].value == "en"


def test_the_profile_changes_name_and_language(as_mei, mei):
    url = reverse("accounts:profile")
    assert as_mei.get(url).status_code == 200
    response = as_mei.post(
        url, {"nickname": "阿美", "language": "en", "email": "x@y.example", "is_staff": "on"}
    )
    assert response.cookies["django_language"].value == "en"
    mei.refresh_from_db()
    assert (mei.nickname, mei.language, mei.email, mei.is_staff) == ("阿美", "en", "mei@example.com", False)


def test_the_settings_lead_to_what_concerns_the_account(as_mei):
    page = as_mei.get(reverse("accounts:settings")).content.decode()
    for name in ["account_email", "account_change_password", "account_logout"]:
        assert f'href="{reverse(name)}"' in page
    for name in ["profile", "mails", "export", "leave"]:
        assert f'href="{reverse("accounts:" + name)}"' in page


def test_the_account_page_leads_everywhere(as_mei):
    page = as_mei.get(reverse("accounts:home")).content.decode()
    for name in ["gifts:list", "orders:list", "accounts:addresses", "accounts:settings"]:
        assert f'href="{reverse(name)}"' in page
