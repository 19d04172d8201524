import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.erasure import erase
from accounts.models import User
from tests.accounts.people import PASSWORD, person

LIST = "/admin/accounts/user/"


@pytest.fixture
def operator(client, db):
    client.force_login(User.objects.create_superuser("op@example.com", PASSWORD, nickname="Op"))
    return client


@pytest.fixture
def clerk(client, db):
    """A shop's clerk to whom somebody even gave every right on people by mistake."""
    user = person("wen", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    client.force_login(user)
    return client


@pytest.mark.parametrize("path", [LIST, f"{LIST}add/", f"{LIST}?q=mei", "/admin/accounts/undeliveredevent/"])
def test_shop_staff_see_no_shopper(clerk, mei, path):
    response = clerk.get(path)
    assert response.status_code == 403 and "mei@example.com" not in response.content.decode()


def test_shop_staff_open_no_shopper(clerk, mei):
    for page in ["change", "password", "history"]:
        response = clerk.get(f"{LIST}{mei.pk}/{page}/")
        assert response.status_code in {302, 403} and "mei@example.com" not in response.content.decode()
    assert "accounts" not in clerk.get(reverse("admin:index")).content.decode()


def test_an_operator_finds_and_changes_people(operator, mei):
    assert "mei@example.com" in operator.get(LIST, {"q": "mei@example.com"}).content.decode()
    assert operator.get(f"{LIST}{mei.pk}/change/").status_code == 200


def test_an_operator_adds_people(operator):
    passwords = {
        "password1": "wenzhou-orange-42",
        "password2": "wenzhou-orange-42",
        "usable_password": "true",
    }
    operator.post(f"{LIST}add/", {"email": "Clerk@Example.com", "nickname": "店员"} | passwords)
    assert User.objects.get(email="clerk@example.com").check_password("wenzhou-orange-42")


def test_people_are_never_deleted_here(operator, mei):
    assert operator.post(f"{LIST}{mei.pk}/delete/", {"post": "yes"}).status_code == 403
    operator.post(LIST, {"action": "delete_selected", "_selected_action": [mei.pk], "post": "yes"})
    assert User.objects.filter(pk=mei.pk).exists()


def test_who_has_left_is_not_changed_any_more(operator, mei):
    erase(user=mei)
    operator.post(f"{LIST}{mei.pk}/change/", {"email": "mei@example.com", "nickname": "back"})
    assert User.objects.get(pk=mei.pk).nickname == ""


def test_the_admin_asks_for_a_login(client, db):
    assert client.get(LIST).status_code == 302
