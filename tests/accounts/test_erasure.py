import threading
import time

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, connections, transaction
from django.test import Client
from django.urls import reverse

from accounts.erasure import erase
from accounts.models import Address, Notification, Session, User
from accounts.ports import ERASURE
from accounts.refusals import OperatorsStay
from giftshop.models import Event
from giftshop.refusals import Refused
from tests.accounts.people import PASSWORD, entry, person

URL = "/account/leave/"


class ParcelUnderWay(Refused):
    code = "parcel-under-way"
    title = "A parcel is under way"


@pytest.fixture(autouse=True)
def handlers(monkeypatch):
    monkeypatch.setattr(ERASURE, "_handlers", {})
    return ERASURE


def settled_in(name="mei"):
    user = person(name, language="en", is_staff=True)
    entry(user)
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    Notification.objects.create(user=user, event_id=1, kind="tea.poured")
    user.groups.add(Group.objects.create(name="clerks"))
    return user


def test_nothing_of_a_person_is_left_but_a_nameless_row(db):
    user = settled_in()
    erase(user=user)
    left = User.objects.get(pk=user.pk)
    assert (left.email, left.nickname, left.language, left.last_login) == ("", "", "", None)
    assert not (left.is_active or left.is_staff or left.has_usable_password())
    assert left.erased_at
    for rows in [Address.objects, Notification.objects, EmailAddress.objects, left.groups]:
        assert not rows.exists()


def test_the_row_that_money_points_at_stays(db):
    user, pk = settled_in(), None
    pk = user.pk
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE money (payer bigint NOT NULL REFERENCES accounts_user ON DELETE RESTRICT)"
        )
        cursor.execute("INSERT INTO money VALUES (%s)", [pk])
    erase(user=user)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT payer FROM money JOIN accounts_user ON id = payer AND email = '' AND nickname = ''"
        )
        assert cursor.fetchall() == [(pk,)]


def test_the_erasure_is_an_event_without_a_name(db):
    user = settled_in()
    erase(user=user)
    event = Event.objects.get(kind="user.erased")
    assert (event.subject, event.data) == (f"user:{user.pk}", {})


def test_others_are_untouched(db):
    bo = settled_in("bo")
    Group.objects.all().delete()
    erase(user=settled_in())
    bo.refresh_from_db()
    assert bo.email == "bo@example.com" and bo.addresses.count() == bo.notifications.count() == 1


def test_many_may_leave_and_the_address_is_free_again(db):
    erase(user=person("mei"))
    erase(user=person("mei"))
    assert person("mei").email == "mei@example.com"


def test_only_who_has_left_has_no_address(mei):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=mei.pk).update(email="")


def test_leaving_twice_does_nothing(mei, handlers):
    erase(user=mei)
    handlers.register("orders", lambda user: pytest.fail("asked again"))
    erase(user=mei)
    assert Event.objects.filter(kind="user.erased").count() == 1


def test_every_app_is_asked_and_one_that_refuses_undoes_all(db, handlers):
    def refuse(user):
        raise ParcelUnderWay()

    handlers.register("gifts", lambda user: user.addresses.all().delete())
    handlers.register("orders", refuse)
    user = settled_in()
    with pytest.raises(ParcelUnderWay):
        erase(user=user)
    user.refresh_from_db()
    assert user.is_active and user.addresses.exists() and not user.erased_at


def test_an_operator_stays(db):
    with pytest.raises(OperatorsStay):
        erase(user=User.objects.create_superuser("op@example.com", PASSWORD))


def test_all_browsers_are_logged_out_at_once(client, mei, bo):
    other, theirs = Client(), Client()
    for browser, user in [(client, mei), (other, mei), (theirs, bo)]:
        browser.force_login(user)
    erase(user=mei)
    assert not get_user(other).is_authenticated and get_user(theirs) == bo
    assert Session.objects.filter(user_id=mei.pk).count() == 0
    assert client.get(reverse("accounts:home")).status_code == 302


def test_the_page_asks_for_the_password(as_mei, mei):
    page = as_mei.post(URL, {"password": "wrong"})
    assert page.status_code == 200 and "password" in page.context["form"].errors
    mei.refresh_from_db()
    assert not mei.erased_at


def test_the_page_erases_and_logs_out(as_mei, mei):
    assert as_mei.get(URL).status_code == 200
    assert as_mei.post(URL, {"password": PASSWORD})["Location"] == "/"
    mei.refresh_from_db()
    assert mei.erased_at and not get_user(as_mei).is_authenticated
    assert not as_mei.login(email="mei@example.com", password=PASSWORD)


def test_the_page_says_why_one_has_to_wait(as_mei, mei, handlers):
    def refuse(user):
        raise ParcelUnderWay()

    handlers.register("orders", refuse)
    page = as_mei.post(URL, {"password": PASSWORD})
    assert "A parcel is under way" in page.content.decode()
    assert get_user(as_mei) == mei


def test_whoever_guesses_the_password_on_the_page_is_stopped(as_mei, mei):
    for _ in range(5):
        as_mei.post(URL, {"password": "wrong"})
    assert as_mei.post(URL, {"password": PASSWORD}).status_code == 429
    mei.refresh_from_db()
    assert not mei.erased_at


def test_an_erasure_does_not_wait_for_rows_that_merely_point_at_the_person(committed_db):
    """Another transaction that has just inserted a row with this foreign key holds a key lock until it ends."""
    user, ready, go_on = person("mei"), threading.Event(), threading.Event()

    def point():
        try:
            with transaction.atomic():
                Notification.objects.create(user=user, event_id=9, kind="tea.poured")
                # Foreign keys are checked at the commit; only the check takes the key lock.
                connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
                ready.set()
                go_on.wait(10)
        finally:
            connections.close_all()

    pointing = threading.Thread(target=point)
    pointing.start()
    ready.wait(10)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            erase(user=user)
    finally:
        go_on.set()
        pointing.join()
    assert User.objects.get(pk=user.pk).erased_at


def test_no_address_is_added_while_the_person_leaves(committed_db, handlers):
    user, inside, errors = person("mei"), threading.Event(), []

    def slowly(user):
        inside.set()
        time.sleep(0.5)

    def add():
        try:
            inside.wait(10)
            entry(user)
        except User.DoesNotExist as error:
            errors.append(error)
        finally:
            connections.close_all()

    handlers.register("orders", slowly)
    adding = threading.Thread(target=add)
    adding.start()
    erase(user=user)
    adding.join()
    assert len(errors) == 1 and not Address.objects.exists()
