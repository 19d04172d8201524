import io

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts import rotation
from accounts.crypto import encrypt
from accounts.models import Address
from accounts.rotation import encrypted_models, remaining, rotate
from tests.accounts.people import HANGZHOU, entry, person, together

OLD, NEW = b"o" * 32, b"n" * 32


@pytest.fixture(autouse=True)
def old_key(settings):
    settings.ADDRESS_KEYS = {"k1": OLD}


@pytest.fixture
def impatient(committed_db):
    """Whoever waits for the held row instead of passing it by fails rather than hangs."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '5s'")


@pytest.fixture
def renew(settings):
    def renew():
        settings.ADDRESS_KEYS = {"k2": NEW, "k1": OLD}

    return renew


def run():
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("rotate_address_keys", stdout=out, stderr=err)
    except CommandError as error:
        return str(error), err.getvalue()
    return out.getvalue(), err.getvalue()


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT consignee, phone, detail FROM accounts_address ORDER BY id")
        return cursor.fetchall()


def test_every_model_with_sealed_columns_is_known():
    models = dict(encrypted_models())
    assert [sealed.name for sealed in models[Address]] == ["consignee", "phone", "detail"]


def test_every_row_comes_under_the_new_key_and_the_old_one_can_go(mei, renew, settings):
    for _ in range(5):
        entry(mei)
    index = Address.objects.first().phone_index
    renew()
    out, _ = run()
    assert "accounts.Address: 5 rows" in out and "Nothing is left" in out
    settings.ADDRESS_KEYS = {"k2": NEW}
    for address in Address.objects.all():
        assert (address.consignee, address.detail) == (HANGZHOU["consignee"], HANGZHOU["detail"])
        assert address.phone_index == index


def test_a_second_run_finds_nothing_to_do(mei, renew):
    entry(mei)
    renew()
    run()
    before = stored()
    assert "0 rows" in run()[0] and stored() == before


def test_an_interrupted_run_is_taken_up_where_it_ended(mei, renew):
    for _ in range(7):
        entry(mei)
    renew()
    assert next(rotate(Address, batch=3)) == (3, set())
    assert remaining(Address) == 4
    assert "4 rows" in run()[0]


def test_shredded_rows_are_left_alone(mei, renew):
    entry(mei).shred()
    renew()
    assert "0 rows" in run()[0] and stored() == [("", "", "")]


def test_rows_that_do_not_open_are_named_and_kept_and_fail_the_run(mei, renew, settings):
    good, lost = entry(mei), entry(mei)
    settings.ADDRESS_KEYS = {"gone": b"g" * 32}
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_address SET phone = %s WHERE id = %s",
            [encrypt("+8613800138000", "accounts.Address.phone"), lost.pk],
        )
    renew()
    before = stored()[1]
    said, complaints = run()
    assert "1 rows are still under another key" in said
    assert f"accounts.Address {lost.pk}" in complaints and "138" not in complaints
    assert stored()[1] == before
    assert Address.objects.get(pk=good.pk).consignee == HANGZHOU["consignee"]


def test_writing_goes_on_while_keys_are_changed_and_nothing_is_lost(committed_db, renew):
    user = person("mei")
    rows = [entry(user, detail="begun").pk for _ in range(30)]
    renew()

    def write(pks):
        for round_ in range(10):
            for pk in pks:
                address = Address.objects.get(pk=pk)
                address.detail = f"round {round_}"
                address.save(update_fields=["detail"])

    def turn():
        list(rotate(Address, batch=4))

    assert together(lambda: write(rows[:15]), lambda: write(rows[15:]), turn, turn) == []
    assert remaining(Address) == 0
    assert {address.detail for address in Address.objects.all()} == {"round 9"}


def test_a_row_held_by_somebody_is_come_back_to(impatient, renew, monkeypatch):
    held = entry(person("mei"))
    renew()
    holder = psycopg2.connect(**_params())
    holder.cursor().execute("SELECT 1 FROM accounts_address WHERE id = %s FOR UPDATE", [held.pk])
    looks = []

    def wait(seconds):
        looks.append(seconds)
        holder.rollback()  # the row is free when this returns; after a mere close() the server still has to notice

    monkeypatch.setattr(rotation.time, "sleep", wait)
    assert "1 rows written" in run()[0] and len(looks) == 1


def test_a_row_held_for_ever_fails_the_run(impatient, renew, monkeypatch):
    held = entry(person("mei"))
    renew()
    holder = psycopg2.connect(**_params())
    try:
        holder.cursor().execute("SELECT 1 FROM accounts_address WHERE id = %s FOR UPDATE", [held.pk])
        monkeypatch.setattr(rotation, "WAIT", 0)
        assert "1 rows are still under another key" in run()[0]
    finally:
        holder.close()


def _params():
    params = connection.get_connection_params()
    return {k: v for k, v in params.items() if k in {"dbname", "user", "password", "host", "port"}}
