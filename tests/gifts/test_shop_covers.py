"""A shop's own covers: offered with its goods alone, kept by every gift that was sent with one."""

from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from gifts import card, links, sending
from gifts.me import export_sent
from gifts.models import Gift, ShopCover
from gifts.models.cover import MAX_SHOWN
from gifts.refusals import CoverNotOffered, TooManyCovers
from giftshop.codes import new_code
from shops.models import Shop
from tests.shops.goods import a_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def mei(client, world):
    client.force_login(world.mei)
    return client


@pytest.fixture
def elsewhere(world):
    """The cover of another shop."""
    return world.cover("冰裂纹", shop=Shop.objects.create(code="other", name="Elsewhere"))


def page(client, world):
    return client.get("/send/", {"variant": world.variant().pk}).content.decode()


def wish(world, cover):
    variant = world.variant()
    return f"/send/?variant={variant.pk}", {"price_fen": variant.price_fen, "greeting": "", "cover": cover}


def test_the_giver_is_offered_the_shops_own_first_in_their_order(mei, world, elsewhere):
    later, first, hidden = world.cover("后"), world.cover("先", position=0), world.cover("藏", shown=False)
    html = page(mei, world)
    places = [html.index(f'value="{code}"') for code in (first.code, later.code, "classic")]
    assert places == sorted(places)
    assert hidden.code not in html and elsewhere.code not in html
    assert "covers__group" in html and "茶语小铺" in html


def test_without_own_ones_the_page_names_no_groups(mei, world):
    assert "covers__group" not in page(mei, world)
    world.cover()
    assert page(mei, world).count("covers__group") == 2


def test_the_page_asks_the_same_number_of_queries_however_many_covers(mei, world, django_assert_num_queries):
    path = f"/send/?variant={world.variant().pk}"
    for _ in range(2):
        world.cover()
        with django_assert_num_queries(8):
            mei.get(path)


def test_the_gift_wears_it_wherever_it_is_shown(mei, world):
    cover = world.cover()
    assert mei.post(*wish(world, cover.code)).status_code == 302
    gift = Gift.objects.get()
    assert (gift.cover, gift.own_cover) == ("", cover)
    world.pay(gift.order)
    assert cover.url in mei.get(f"/gifts/{gift.code}/").content.decode()
    gift.refresh_from_db()
    mei.logout()
    mei.get(f"/g/{gift.code}-{links.token(gift)}")
    for path in (f"/g/{gift.code}", f"/g/{gift.code}/inside"):
        assert cover.url in mei.get(path).content.decode()
    [copy] = export_sent(world.mei)
    assert copy["cover"] == cover.name


def test_it_stays_with_the_gift_when_it_is_no_longer_offered(mei, world):
    cover = world.cover()
    gift = world.sent_gift(cover=cover.code)
    cover.put(shown=False)
    assert cover.url in mei.get(f"/gifts/{gift.code}/").content.decode()
    assert mei.get(cover.url).status_code == 200


def test_the_share_picture_has_it_on_the_box(world):
    gift = world.sent_gift(cover=world.cover().code)
    drawn = Image.open(BytesIO(card.draw(gift))).convert("RGB").getpixel((375, 420))
    with gift.own_cover.file.open() as file, Image.open(file) as own:
        assert all(abs(a - b) < 8 for a, b in zip(drawn, own.getpixel((400, 400)), strict=True))


def test_the_picture_has_the_proportion_of_the_drawings(mei, world):
    answer = mei.get(world.cover().url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert "immutable" in answer.headers["Cache-Control"]
    with Image.open(BytesIO(b"".join(answer.streaming_content))) as image:
        assert (image.size, image.format) == ((800, 640), "JPEG")


@pytest.mark.parametrize("name", ["nothing.jpg", f"{'0' * 40}.jpg", "..", f"{'0' * 40}.svg"])
def test_what_is_no_cover_is_not_found(client, name):
    assert client.get(f"/media/covers/{name}").status_code == 404


@pytest.mark.parametrize("kind", ["another shop's", "hidden", "none", "empty"])
def test_another_cover_is_refused_by_the_page_and_by_the_verb(mei, world, elsewhere, kind):
    code = {
        "another shop's": elsewhere.code,
        "hidden": world.cover(shown=False).code,
        "none": new_code(),
        "empty": "",
    }[kind]
    answer = mei.post(*wish(world, code))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    with pytest.raises(CoverNotOffered):
        sending.send(giver=world.mei, variant_id=world.variant().pk, price_fen=8800, cover=code)
    assert not Gift.objects.exists()
    assert world.variant().stock == 10


def test_the_other_shops_cover_goes_with_its_own_goods(world, elsewhere):
    variant = a_product(shop=elsewhere.shop).variants.get()
    gift = world.unpaid_gift(variant=variant, cover=elsewhere.code)
    assert gift.own_cover == elsewhere


def test_postgresql_refuses_a_gift_in_another_shops_cover(world, elsewhere):
    gift = world.sent_gift(cover=world.cover().code)
    with pytest.raises(IntegrityError, match="not of the shop"), transaction.atomic():
        Gift.objects.filter(pk=gift.pk).update(own_cover=elsewhere)


@pytest.mark.parametrize("fields", [{"cover": "classic"}, {"own_cover": None}])
def test_postgresql_refuses_a_gift_with_two_covers_or_none(world, fields):
    gift = world.sent_gift(cover=world.cover().code)
    with pytest.raises(IntegrityError, match="gift_one_cover"), transaction.atomic():
        Gift.objects.filter(pk=gift.pk).update(**fields)


def test_postgresql_refuses_another_picture_and_to_delete_one(world, elsewhere):
    cover = world.cover()
    rows = ShopCover.objects.filter(pk=cover.pk)
    for change in ({"file": elsewhere.file.name}, {"shop": elsewhere.shop}, {"code": new_code()}):
        with pytest.raises(IntegrityError, match="a new picture is a new cover"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError, match="a new picture is a new cover"), transaction.atomic():
        rows.delete()
    assert rows.update(name="夏茶", position=5, shown=False) == 1


def test_a_shop_shows_a_dozen(world, elsewhere):
    for number in range(MAX_SHOWN):
        last = world.cover(position=number)
    with pytest.raises(TooManyCovers):
        world.cover()
    spare = world.cover(shown=False)
    with pytest.raises(TooManyCovers):
        spare.put(shown=True)
    last.name = "改名"
    last.save()
    last.put(shown=False)
    spare.put(shown=True)
    assert ShopCover.objects.offered_in(world.shop).count() == MAX_SHOWN
