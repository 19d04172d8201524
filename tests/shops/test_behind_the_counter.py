import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from shops.models import Category, Picture, Product, Shop, Staff, Variant
from tests.shops.goods import a_product, a_shop
from tests.shops.test_import_fetches_pictures import png

pytestmark = pytest.mark.django_db


def person(name, **fields):
    return User.objects.create_user(f"{name}@example.com", "x", nickname=name, **fields)


@pytest.fixture
def own(client):
    """A product of the shop whose owner is logged in."""
    owner = person("wen", is_staff=True)
    product = a_product("own")
    Staff.objects.create(shop=product.shop, user=owner, role="owner")
    client.force_login(owner)
    return product


@pytest.fixture
def foreign():
    return a_product("foreign", shop=a_shop("other", name="Other"))


def url(row, view="change"):
    return reverse(f"admin:shops_{row._meta.model_name}_{view}", args=[row.pk])


def form_of(client, row):
    """What a browser would send back from the form as it was opened."""
    context = client.get(url(row)).context
    forms = [context["adminform"].form]
    for formset in (inline.formset for inline in context["inline_admin_formsets"]):
        forms += [formset.management_form, *formset.forms]
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            if not field.field.widget.needs_multipart_form and value is not None and value is not False:
                data[field.html_name] = value
                if field.field.show_hidden_initial:
                    data[field.html_initial_name] = value
    return data


def test_staff_see_only_their_own_shop(client, own, foreign):
    listed = client.get(reverse("admin:shops_product_changelist")).content.decode()
    assert url(own) in listed
    assert url(foreign) not in listed
    assert client.get(url(foreign)).status_code == 302
    assert client.get(url(foreign.shop)).status_code == 302
    assert client.get(url(own)).status_code == 200


def test_staff_cannot_put_goods_into_another_shop(client, own, foreign):
    response = client.post(
        reverse("admin:shops_product_add"),
        {"shop": foreign.shop.pk, "handle": "x", "title": "X", "variants-TOTAL_FORMS": 0, "variants-INITIAL_FORMS": 0,
         "pictures-TOTAL_FORMS": 0, "pictures-INITIAL_FORMS": 0},
    )  # fmt: skip
    assert response.status_code == 200
    assert not Product.objects.filter(handle="x").exists()


def test_who_is_a_clerk_there_cannot_put_goods_into_that_shop_either(client, own, foreign):
    Staff.objects.create(shop=foreign.shop, user=User.objects.get(email="wen@example.com"), role="clerk")
    for add, fields in {"product": {"handle": "x", "title": "X"}, "catalogueimport": {"upload": "x"}}.items():
        rows = [
            f"{name}-{count}_FORMS" for name in ("variants", "pictures") for count in ("TOTAL", "INITIAL")
        ]
        data = {"shop": foreign.shop.pk} | fields | dict.fromkeys(rows, 0)
        response = client.post(reverse(f"admin:shops_{add}_add"), data)
        assert "shop" in response.context["adminform"].form.errors
    assert not Product.objects.filter(handle="x").exists()


def test_somebody_without_a_shop_sees_nothing(client, own):
    client.force_login(person("temp", is_staff=True))
    assert client.get(reverse("admin:shops_product_changelist")).status_code == 403


def test_a_sale_between_opening_and_saving_a_form_is_not_undone(client, own):
    form = form_of(client, own)
    Variant.objects.update(stock=1)
    form |= {"title": "Renamed", "variants-0-price_fen": "99.50"}
    assert client.post(url(own), form).status_code == 302
    variant = Variant.objects.get()
    assert Product.objects.get().title == "Renamed"
    assert (variant.price_fen, variant.stock) == (9950, 1)


def test_stock_that_was_counted_is_written(client, own):
    assert client.post(url(own), form_of(client, own) | {"variants-0-stock": "42"}).status_code == 302
    assert Variant.objects.get().stock == 42


@pytest.mark.parametrize("price", ["0", "-1", "1.005", "cheap", "99999999"])
def test_a_price_that_makes_no_sense_is_refused(client, own, price):
    assert client.post(url(own), form_of(client, own) | {"variants-0-price_fen": price}).status_code == 200
    assert Variant.objects.get().price_fen == 8800


def test_a_saved_form_does_not_reopen_a_shop_suspended_meanwhile(client, own):
    form = form_of(client, own.shop)
    own.shop.suspend()
    assert client.post(url(own.shop), form | {"name": "New name"}).status_code == 302
    shop = Shop.objects.get()
    assert (shop.name, shop.state) == ("New name", "suspended")


def test_a_clerk_looks_at_shop_and_goods_and_changes_neither(client, own):
    clerk = person("clerk", is_staff=True)
    Staff.objects.create(shop=own.shop, user=clerk, role="clerk")
    client.force_login(clerk)
    assert client.post(url(own.shop), {"name": "Mine"}).status_code == 403
    assert client.post(url(own), {"title": "Renamed"}).status_code == 403
    assert client.get(url(own)).status_code == 200


def test_only_the_operator_suspends(client, own):
    action = {"action": "suspend", "_selected_action": [own.shop.pk]}
    client.post(reverse("admin:shops_shop_changelist"), action)
    assert Shop.objects.get().state == "active"
    client.force_login(person("operator", is_staff=True, is_superuser=True))
    client.post(reverse("admin:shops_shop_changelist"), action)
    assert Shop.objects.get().state == "suspended"


def test_nothing_is_deleted(client, own):
    client.force_login(person("operator", is_staff=True, is_superuser=True))
    for row in (own, own.shop):
        assert client.post(url(row, "delete"), {"post": "yes"}).status_code == 403


def test_the_tree_is_the_operators(client, own):
    tea = Category.objects.get(slug="tea")
    assert client.get(url(tea)).status_code == 403
    client.force_login(person("operator", is_staff=True, is_superuser=True))
    assert client.get(url(tea)).status_code == 200
    assert client.get(reverse("admin:shops_category_changelist")).status_code == 200


def pictures_of(answer):
    return next(
        inline.formset
        for inline in answer.context["inline_admin_formsets"]
        if inline.formset.model is Picture
    )


def uploads(*rows):
    """What a browser sends of new rows, in which nobody typed a number."""
    data = {"pictures-TOTAL_FORMS": max(rows) + 1}
    for row in rows:
        data |= {f"pictures-{row}-position": "", f"pictures-{row}-shown": "on"}
        data[f"pictures-{row}-upload"] = SimpleUploadedFile(f"{row}.png", png((40 + row, 30)), "image/png")
    return data


def test_new_pictures_come_last_in_the_order_of_their_rows(client, own, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    own.pictures.create(position=7, source_url="https://example.com/1.png", alt="first")
    assert client.post(url(own), form_of(client, own) | uploads(1, 2)).status_code == 302
    assert [picture.position for picture in own.pictures.all()] == [7, 8, 9]
    assert own.pictures.first().alt == "first"
    widths = [picture.file.width for picture in own.pictures.all()[1:]]
    assert widths == [41, 42]


def test_pictures_are_put_in_order_by_number(client, own, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert client.post(url(own), form_of(client, own) | uploads(0, 1)).status_code == 302
    first, second = own.pictures.all()
    form = form_of(client, own) | {"pictures-0-position": "3", "pictures-1-position": "0"}
    assert client.post(url(own), form).status_code == 302
    assert list(own.pictures.all()) == [second, first]


def test_a_row_shows_the_picture_that_is_stored(client, own, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.post(url(own), form_of(client, own) | uploads(0))
    name = own.pictures.get().file.name.removesuffix(".jpg")
    assert f"{name}-640.webp" in client.get(url(own)).content.decode()


def test_the_form_asks_as_often_however_many_pictures_there_are(
    client, own, settings, tmp_path, django_assert_max_num_queries
):
    settings.MEDIA_ROOT = tmp_path
    client.post(url(own), form_of(client, own) | uploads(0))
    client.get(url(own))
    with django_assert_max_num_queries(30) as first:
        client.get(url(own))
    asked = len(first)
    client.post(url(own), form_of(client, own) | uploads(1, 2, 3))
    with django_assert_max_num_queries(asked):
        client.get(url(own))


def test_an_uploaded_picture_is_drawn_anew(client, own, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    upload = {"pictures-TOTAL_FORMS": 1, "pictures-0-position": 1, "pictures-0-shown": "on"}
    form = form_of(client, own) | upload
    evil = SimpleUploadedFile("x.png", b"<svg onload=x()>", "image/png")
    refused = client.post(url(own), form | {"pictures-0-upload": evil})
    assert refused.status_code == 200
    assert "upload" in pictures_of(refused).forms[0].errors  # where it was chosen
    good = SimpleUploadedFile("x.png", png(), "image/png")
    assert client.post(url(own), form | {"pictures-0-upload": good}).status_code == 302
    picture = own.pictures.get()
    assert picture.state == "fetched"
    assert picture.file.read().startswith(b"\xff\xd8")
