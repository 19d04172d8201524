import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.forms import AddressForm, SavedAddressForm
from accounts.models import Address
from accounts.models.address import BOOK_SIZE
from accounts.refusals import AddressBookFull
from tests.accounts.people import HANGZHOU, entry, person, together

TYPED = HANGZHOU | {"phone": "138 0013 8000"}


def defaults(user):
    return list(Address.objects.filter(user=user, is_default=True))


@pytest.mark.parametrize(
    "name, args",
    [
        ("home", []),
        ("profile", []),
        ("leave", []),
        ("addresses", []),
        ("address_add", []),
        ("address_edit", [1]),
        ("notices", []),
    ],
)
def test_a_visitor_is_sent_to_the_login_page(client, db, name, args):
    url = reverse(f"accounts:{name}", args=args)
    assert client.get(url)["Location"] == f"{reverse('account_login')}?next={url}"


@pytest.mark.parametrize("name", ["address_edit", "address_default", "address_delete"])
def test_nobody_reaches_an_entry_of_another_book(as_mei, bo, name):
    address = entry(bo)
    response = as_mei.post(reverse(f"accounts:{name}", args=[address.pk]), TYPED | {"detail": "elsewhere"})
    assert response.status_code == 404
    assert Address.objects.get(pk=address.pk).detail == HANGZHOU["detail"]


def test_nobody_reads_an_entry_of_another_book(as_mei, bo):
    address = entry(bo)
    assert as_mei.get(reverse("accounts:address_edit", args=[address.pk])).status_code == 404
    assert "文三路" not in as_mei.get(reverse("accounts:addresses")).content.decode()


def test_an_entry_is_added_and_listed_with_its_phone_masked(as_mei, mei):
    response = as_mei.post(reverse("accounts:address_add"), TYPED)
    assert response["Location"] == reverse("accounts:addresses")
    page = as_mei.get(reverse("accounts:addresses"))
    assert "王小波" in page.content.decode() and "138****8000" in page.content.decode()
    assert "13800138000" not in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert mei.addresses.get().phone == "+8613800138000"


def test_an_entry_is_changed(as_mei, mei):
    address = entry(mei)
    page = as_mei.get(reverse("accounts:address_edit", args=[address.pk])).content.decode()
    assert "文三路 100 号" in page
    as_mei.post(reverse("accounts:address_edit", args=[address.pk]), TYPED | {"detail": "文三路 7 号"})
    assert mei.addresses.get().detail == "文三路 7 号"


def test_an_entry_is_deleted(as_mei, mei):
    address = entry(mei)
    as_mei.post(reverse("accounts:address_delete", args=[address.pk]))
    assert not mei.addresses.exists()


def test_looking_deletes_nothing(as_mei, mei):
    address = entry(mei)
    assert as_mei.get(reverse("accounts:address_delete", args=[address.pk])).status_code == 405
    assert mei.addresses.exists()


def test_after_adding_one_is_back_where_one_came_from_but_never_elsewhere(as_mei):
    url = reverse("accounts:address_add")
    assert as_mei.post(url, TYPED | {"next": "/orders/buy/"})["Location"] == "/orders/buy/"
    for elsewhere in ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]:
        assert as_mei.post(url, TYPED | {"next": elsewhere})["Location"] == reverse("accounts:addresses")


def test_the_first_entry_is_the_default(mei):
    first, second = entry(mei), entry(mei)
    assert defaults(mei) == [first]
    second.is_default = True
    second.keep()
    assert defaults(mei) == [second]


def test_a_book_with_entries_always_has_a_default(mei):
    first, second = entry(mei), entry(mei)
    first.is_default = False
    first.keep()
    assert defaults(mei) == [first]
    first.discard()
    assert defaults(mei) == [second]


def test_one_default_does_not_touch_another_book(mei, bo):
    ours, theirs = entry(mei), entry(bo)
    assert defaults(mei) == [ours] and defaults(bo) == [theirs]


def test_the_database_refuses_two_defaults(mei):
    entry(mei)
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.create(user=mei, is_default=True, **HANGZHOU)


def test_a_book_is_full_one_day(mei):
    for _ in range(BOOK_SIZE):
        Address.objects.create(user=mei, **HANGZHOU)
    with pytest.raises(AddressBookFull):
        entry(mei)
    kept = mei.addresses.first()
    kept.is_default = True
    kept.keep()
    assert defaults(mei) == [kept]


def test_two_who_make_defaults_at_once_leave_one(committed_db):
    user = person("mei")
    errors = together(*[lambda: entry(user, is_default=True)] * 4)
    assert errors == []
    assert user.addresses.count() == 4 and len(defaults(user)) == 1


@pytest.mark.parametrize(
    "field, value",
    [
        ("consignee", "王" * 31),
        ("consignee", "evil\u202eeman"),
        ("detail", "one\ntwo"),
        ("detail", "x" * 201),
        ("city", "x" * 41),
        ("phone", "12345"),
        ("province", "浙江"),
        ("province", ""),
        ("detail", ""),
    ],
)
def test_the_form_refuses_what_no_carrier_could_use(field, value):
    form = AddressForm(TYPED | {field: value})
    assert not form.is_valid() and list(form.errors) == [field]


def test_a_saved_address_answers_for_the_fields_of_a_new_one(mei):
    address = entry(mei)
    form = SavedAddressForm({"saved": address.pk}, user=mei)
    assert form.is_valid(), form.errors
    assert form.chosen_address() == address


def test_nobody_delivers_to_the_saved_address_of_another(mei, bo):
    entry(mei)
    form = SavedAddressForm(TYPED | {"saved": entry(bo).pk}, user=mei)
    assert not form.is_valid() and "saved" in form.errors
