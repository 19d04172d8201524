"""A shop's logo: uploaded by its owner, shown where the shop is named with a picture, gone at once when taken away."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from shops.models import Shop, Staff
from tests.shops.goods import a_product
from tests.shops.test_behind_the_counter import form_of, person, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def tea(client):
    """A product of the shop whose owner is logged in."""
    product = a_product("longjing")
    Staff.objects.create(shop=product.shop, user=person("wen", is_staff=True), role="owner")
    client.force_login(product.shop.staff.get().user)
    return product


def picture(colour="teal", size=(900, 500)):
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def save(client, shop, **fields):
    return client.post(url(shop), form_of(client, shop) | fields)


def upload(client, shop, data):
    return save(client, shop, logo=SimpleUploadedFile("logo.png", data))


def shown(client, product):
    """The addresses of logos on the pages that name the shop with a picture."""
    texts = [
        client.get(page).content.decode()
        for page in (product.shop.get_absolute_url(), product.get_absolute_url())
    ]
    return ["/media/logos/" in text for text in texts]


def test_without_one_the_pages_are_as_they_were(client, tea):
    assert shown(client, tea) == [False, False]
    assert "shop-card__sign" in client.get(tea.get_absolute_url()).content.decode()
    assert "shop-logo" not in client.get(tea.shop.get_absolute_url()).content.decode()


def test_the_owner_uploads_one_and_kept_pages_show_it_at_once(client, tea, django_assert_num_queries):
    assert shown(client, tea) == [False, False]
    assert upload(client, tea.shop, picture()).status_code == 302
    shop = Shop.objects.get()
    with Image.open(shop.logo) as image:
        assert (image.size, image.format) == ((256, 256), "JPEG")
    assert shown(client, tea) == [True, True]
    answer = client.get(shop.logo.url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert shop.logo.url in client.get(url(shop)).content.decode()
    with django_assert_num_queries(1):
        client.get(tea.get_absolute_url())


def test_another_one_takes_its_place_at_once(client, tea):
    upload(client, tea.shop, picture())
    first = Shop.objects.get().logo.url
    upload(client, tea.shop, picture("gold"))
    second = Shop.objects.get().logo.url
    text = client.get(tea.get_absolute_url()).content.decode()
    assert second in text and first not in text


def test_it_can_be_taken_away(client, tea):
    upload(client, tea.shop, picture())
    assert shown(client, tea) == [True, True]
    assert save(client, tea.shop, **{"logo-clear": "on"}).status_code == 302
    assert Shop.objects.get().logo.name == ""
    assert shown(client, tea) == [False, False]


def test_saving_the_form_without_a_file_keeps_it(client, tea):
    upload(client, tea.shop, picture())
    before = Shop.objects.get().logo.name
    assert save(client, tea.shop, name="茶语大铺").status_code == 302
    assert (Shop.objects.get().name, Shop.objects.get().logo.name) == ("茶语大铺", before)


@pytest.mark.parametrize(
    "data",
    [b"<svg/>", b"%PDF-1.4", b"", b"x" * (10 * 1024 * 1024 + 1), picture(size=(8000, 6000))],
)
def test_nothing_else_is_a_logo(client, tea, media, data):
    answer = upload(client, tea.shop, data)
    assert answer.status_code == 200 and answer.context["adminform"].form.errors.keys() == {"logo"}
    assert not Shop.objects.get().logo and not list(media.rglob("*.jpg"))


def test_a_clerk_sees_it_and_changes_nothing(client, tea):
    upload(client, tea.shop, picture())
    clerk = person("clerk", is_staff=True)
    Staff.objects.create(shop=tea.shop, user=clerk, role="clerk")
    client.force_login(clerk)
    assert Shop.objects.get().logo.url in client.get(url(tea.shop)).content.decode()
    assert client.post(url(tea.shop), {"logo-clear": "on", "name": "x"}).status_code == 403
    assert Shop.objects.get().logo


def test_the_operator_opens_a_shop_with_one(client, tea):
    client.force_login(person("operator", is_staff=True, is_superuser=True))
    fields = {"code": "new", "name": "New", "gifting": "on", "freight_fen": "0", "gift_freight_fen": "0"}
    fields |= {"default_commission_bps": "0", "logo": SimpleUploadedFile("logo.png", picture())}
    assert client.post("/admin/shops/shop/add/", fields).status_code == 302
    assert Shop.objects.get(code="new").logo.name.startswith("logos/")


@pytest.mark.parametrize("name", ["nothing.jpg", f"{'0' * 40}.jpg", ".."])
def test_what_is_no_logo_is_not_found(client, name):
    assert client.get(f"/media/logos/{name}").status_code == 404
