import base64

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, transaction

from accounts import crypto
from accounts.crypto import DecryptionError, decrypt, encrypt
from accounts.models import Address
from tests.accounts.people import HANGZHOU, entry

PLACE = "accounts.Address.phone"
OLD, NEW = b"o" * 32, b"n" * 32


def raw(address, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM accounts_address WHERE id = %s", [address.pk])
        return cursor.fetchone()[0]


def put(address, column, text):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_address SET {column} = %s WHERE id = %s", [text, address.pk])


@pytest.fixture(autouse=True)
def ring(settings):
    settings.ADDRESS_KEYS = {"k2": NEW, "k1": OLD}


@pytest.mark.parametrize("text", ["a", "王小波", "👩‍👩‍👧 文三路", "x" * 5000])
def test_what_is_sealed_opens_again(text):
    assert decrypt(encrypt(text, PLACE), PLACE) == text


def test_the_same_text_never_looks_the_same_twice():
    assert encrypt("13800138000", PLACE) != encrypt("13800138000", PLACE)


def test_the_first_key_writes_and_an_older_one_still_reads(settings):
    settings.ADDRESS_KEYS = {"k1": OLD}
    stored = encrypt("王小波", PLACE)
    settings.ADDRESS_KEYS = {"k2": NEW, "k1": OLD}
    assert decrypt(stored, PLACE) == "王小波"
    assert encrypt("王小波", PLACE).startswith("k2:")


def test_a_wrong_key_opens_nothing(settings):
    stored = encrypt("王小波", PLACE)
    settings.ADDRESS_KEYS = {"k2": OLD}
    with pytest.raises(DecryptionError):
        decrypt(stored, PLACE)


def test_an_unknown_key_opens_nothing(settings):
    stored = encrypt("王小波", PLACE)
    settings.ADDRESS_KEYS = {"k1": OLD}
    with pytest.raises(DecryptionError):
        decrypt(stored, PLACE)


@pytest.mark.parametrize("keep", range(0, 60, 4))
def test_a_truncated_text_opens_to_nothing(keep):
    kid, _, encoded = encrypt("王小波", PLACE).partition(":")
    if keep >= len(encoded):
        return
    with pytest.raises(DecryptionError):
        decrypt(f"{kid}:{encoded[:keep]}", PLACE)


def test_no_flipped_bit_goes_unseen():
    kid, _, encoded = encrypt("王小波", PLACE).partition(":")
    sealed = base64.b64decode(encoded)
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(DecryptionError):
            decrypt(f"{kid}:{base64.b64encode(changed).decode()}", PLACE)


@pytest.mark.parametrize("stored", ["王小波", "k2", "k2:", "k2:***", ":", "k2:AAAA", "13800138000"])
def test_what_was_never_sealed_is_not_taken_for_text(stored):
    with pytest.raises(DecryptionError):
        decrypt(stored, PLACE)


def test_an_error_names_the_place_and_never_the_text():
    with pytest.raises(DecryptionError) as error:
        decrypt("k2:c2VjcmV0", PLACE)
    assert PLACE in str(error.value) and "c2VjcmV0" not in str(error.value)
    assert error.value.__cause__ is None


def test_nothing_personal_stands_in_the_database_as_text(mei):
    address = entry(mei)
    for column in ["consignee", "phone", "detail", "phone_index"]:
        stored = raw(address, column)
        assert HANGZHOU.get(column, "13800138000") not in stored
    assert raw(address, "consignee").startswith("k2:")


def test_a_text_copied_into_another_column_does_not_open(mei):
    address = entry(mei)
    put(address, "detail", raw(address, "phone"))
    with pytest.raises(DecryptionError):
        Address.objects.get(pk=address.pk)


def test_a_text_of_another_model_does_not_open(mei):
    address = entry(mei)
    put(address, "phone", encrypt("+8613800138000", "orders.Delivery.phone"))
    with pytest.raises(DecryptionError):
        Address.objects.get(pk=address.pk)


def test_the_place_is_that_of_the_concrete_model():
    places = {Address._meta.get_field(name).place for name in ["consignee", "phone", "detail"]}
    assert places == {"accounts.Address.consignee", "accounts.Address.phone", "accounts.Address.detail"}


@pytest.mark.parametrize("text", ["王小波", "+8613800138000", "k1: spaced out"])
def test_the_database_refuses_plain_text(mei, text):
    address = entry(mei)
    with pytest.raises(IntegrityError), transaction.atomic():
        put(address, "phone", text)


def test_an_empty_text_stays_empty(mei):
    address = entry(mei)
    address.shred()
    assert raw(address, "consignee") == raw(address, "phone") == raw(address, "detail") == ""
    assert Address.objects.get(pk=address.pk).detail == ""


def test_updates_and_bulk_writing_seal_too(mei):
    address = entry(mei)
    Address.objects.update(detail="文三路 200 号")
    assert raw(address, "detail").startswith("k2:")
    address.detail = "文三路 300 号"
    Address.objects.bulk_update([address], ["detail"])
    assert raw(address, "detail").startswith("k2:")
    assert Address.objects.get(pk=address.pk).detail == "文三路 300 号"
    [made] = Address.objects.bulk_create([Address(user=mei, **HANGZHOU)])
    assert raw(made, "phone").startswith("k2:") and len(raw(made, "phone_index")) == 64


@pytest.mark.parametrize(
    "lookup", [{"phone": "+8613800138000"}, {"phone__contains": "138"}, {"phone__lower__gt": ""}]
)
def test_searching_a_sealed_column_is_an_error_rather_than_empty(db, lookup):
    with pytest.raises(FieldError):
        list(Address.objects.filter(**lookup))


def test_values_are_opened_on_the_way_out_too(mei):
    entry(mei)
    assert list(Address.objects.values_list("consignee", flat=True)) == ["王小波"]


def test_the_writing_key_is_the_first_of_the_ring():
    assert crypto.writing_key_id() == "k2"
