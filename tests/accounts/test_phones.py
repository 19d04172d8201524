import pytest
from django.core.exceptions import ValidationError

from accounts.models import Address
from accounts.phones import blind_index, mask, normalise
from tests.accounts.people import HANGZHOU, entry


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "+86 138 0013 8000",
        "0086 13800138000",
        "１３８００１３８０００",
    ],
)
def test_every_spelling_of_a_number_is_one_number(text):
    assert normalise(text) == "+8613800138000"


@pytest.mark.parametrize("text", ["17012345678", "19912345678"])
def test_newer_ranges_are_numbers(text):
    assert normalise(text) == f"+86{text}"


@pytest.mark.parametrize("text", ["", "1380013800", "14112345678", "hello", "+", "1" * 300, "+999123456789"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValidationError):
        normalise(text)


def test_a_foreign_number_keeps_its_country():
    assert normalise("+852 5123 4567") == "+85251234567"


def test_a_mask_leaves_the_ends_only():
    assert mask("+8613800138000") == "138****8000"
    assert mask("+85251234567") == "+85****4567"
    assert mask("+8612345") == "****"


def test_rows_are_found_by_the_blind_index_in_any_spelling(mei, bo):
    ours = entry(mei)
    entry(bo, phone="+8613900139000")
    assert list(Address.objects.filter(phone_index=blind_index("138 0013 8000"))) == [ours]


def test_the_blind_index_depends_on_its_key(settings):
    before = blind_index("13800138000")
    settings.PHONE_INDEX_KEY = b"x" * 32
    assert blind_index("13800138000") != before


def test_the_blind_index_follows_the_number(mei):
    address = entry(mei)
    address.phone = "+8613900139000"
    address.save(update_fields=["phone"])
    assert Address.objects.get(phone_index=blind_index("13900139000")) == address


def test_a_number_in_no_known_form_is_not_stored(mei):
    with pytest.raises(ValueError, match="normalised") as error:
        Address.objects.create(user=mei, **(HANGZHOU | {"phone": "12"}))
    assert "12" not in str(error.value)


def test_shredding_takes_the_index_away(mei):
    address = entry(mei)
    address.shred()
    assert not Address.objects.exclude(phone_index="").exists()
    assert Address.objects.get(pk=address.pk).city == "杭州市"


def test_masked_shows_nothing_to_reach_anybody_by(mei):
    masked = entry(mei).masked()
    assert masked == {"consignee": "王*", "phone": "138****8000", "address": "浙江省 杭州市 ****"}
    assert Address(**(HANGZHOU | {"consignee": "王"})).masked()["consignee"] == "*"
