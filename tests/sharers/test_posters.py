"""海报: the picture with which a sharer recommends something."""

import time
from io import BytesIO

import pytest
import zxingcpp
from django.core.files.storage import default_storage
from django.utils.translation import override
from PIL import Image

from giftshop.drawing import qr, words
from sharers import posters
from shops import pictures
from shops.models import Product

URL = "https://shop.example/s/AbCdEf012345-xyz"
LONG = "春茶礼盒装明前龙井特级绿茶手工炒制核心产区当季新茶送长辈送客户送朋友佳节好礼" * 6
WHITE, RED = (255, 255, 255), (250, 20, 20)


def poster(**changed):
    about = {"title": "明前龙井", "subtitle": "茶语小铺", "price_fen": 8800, "url": URL, "name": "Lin"}
    return opened(posters.poster(**about | changed))


def opened(png):
    image = Image.open(BytesIO(png))
    image.load()
    return image.convert("RGB")


def codes(image):
    return [code.text for code in zxingcpp.read_barcodes(image)]


def part(image, *box):
    return image.crop(box).tobytes()


@pytest.fixture
def tea(world):
    world.tea.pictures.all().delete()
    return world.tea


def pictured(product, *size, colour=RED):
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    picture = product.pictures.create(state="pending")
    picture.keep(out.getvalue())
    return picture


def shown(product):
    return Product.objects.for_display().get(pk=product.pk)


def test_its_code_is_the_link(tea):
    png = posters.of_product(shown(tea), url=URL, name="Lin")
    image = Image.open(BytesIO(png))
    assert (image.format, image.size) == ("PNG", (750, 1120))
    assert codes(image) == [URL]


def test_a_long_link_can_still_be_read():
    url = "https://a-rather-long-name-of-a-shop.example.com/shops/somebody/" + "x" * 100
    assert codes(poster(url=url)) == [url]


def test_the_code_alone_can_be_read_too():
    image = Image.open(BytesIO(qr.png(URL)))
    assert codes(image) == [URL]
    assert min(image.size) >= 400


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("龙井", ["龙井"]),
        ("新茶🎁上市", ["新茶上市"]),
        ("🎁🎁", []),
        ("한국어", []),
        ("<b>&\"'", ["<b>&\"'"]),
    ],
)
def test_a_title_is_set_without_what_the_font_has_not(title, lines):
    assert [line for _, line in posters.set_words(title, "", "")["title"]] == lines
    assert poster(title=title).size == (750, 1120)


@pytest.mark.parametrize("title", [LONG, "W" * 255, "The quick brown fox " * 12])
def test_a_long_title_has_two_lines_and_says_that_it_goes_on(title):
    lines = [line for _, line in posters.set_words(title, "", "")["title"]]
    assert len(lines) == 2 and lines[-1].endswith("…")
    assert all(words.font(posters.TITLE).getlength(line) <= posters.INNER for line in lines)


@pytest.mark.parametrize("price", ["¥88", "¥88 – ¥1,280", "¥1,234,567.89 – ¥92,233,720,368,547,758.07"])
def test_price_and_subtitle_share_a_line_without_touching(price):
    below = posters.set_words("龙井", "一家名字特别长的店铺" * 6, price)
    taken = words.font(posters.PRICE).getlength(price) * below["price_size"] / posters.PRICE
    taken += sum(words.font(posters.SUBTITLE).getlength(line) for line in below["subtitle"])
    assert taken <= posters.INNER


def test_the_price_is_that_of_the_products_page(world):
    image = poster(price_fen=8800)
    assert part(image, 0, 700, 750, 906) != part(poster(price_fen=8900), 0, 700, 750, 906)
    assert posters.price_of(None, None) == ""
    assert posters.price_of(8800, 8800) == posters.price_of(8800, None) == "¥88"
    assert posters.price_of(8800, 12_850) == "¥88 – ¥128.50"


def test_it_says_who_recommends(db):
    with override("zh-hans"):
        assert part(poster(name="Lin"), 250, 906, 750, 1120) != part(poster(name="Bo"), 250, 906, 750, 1120)
        assert poster(name="🎂") == poster(name="")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_line_beside_the_code_fits(language):
    with override(language):
        content = posters.content(title="x", subtitle="y", url=URL, name="桂" * 60)
    beside = posters.BESIDE_CODE
    assert "…" in content["name"][0] and "…" not in content["name"][-1]
    assert all(words.font(posters.NAME).getlength(line) <= beside for line in content["name"])
    assert all(words.font(posters.STEP).getlength(line) <= beside for line in content["steps"])


def test_without_a_picture_the_kind_of_goods_is_drawn(tea):
    drawn = opened(posters.of_product(shown(tea), url=URL, name="Lin"))
    assert part(drawn, 0, 0, 750, 700) == part(poster(kind="food"), 0, 0, 750, 700)
    assert part(drawn, 0, 0, 750, 700) != part(poster(kind="../secret"), 0, 0, 750, 700)
    assert part(poster(kind=None), 0, 0, 750, 700) == part(poster(), 0, 0, 750, 700)


@pytest.mark.parametrize("size", [(600, 600), (1200, 90), (90, 1200), (1, 1), (750, 700)])
def test_pictures_of_every_shape_are_shown_whole_or_nearly_so(tea, size):
    pictured(tea, *size)
    image = opened(posters.of_product(shown(tea), url=URL, name="Lin"))
    assert all(near(image.getpixel(place), RED) for place in [(375, 350), (375, 340), (380, 360)])
    assert codes(image) == [URL]


def near(colour, other):
    return all(abs(a - b) < 12 for a, b in zip(colour, other, strict=True))


def test_a_wide_picture_loses_nothing(tea):
    out = BytesIO()
    wide = Image.new("RGB", (1200, 300), WHITE)
    wide.paste(RED, (0, 0, 40, 300))
    wide.save(out, "PNG")
    name = pictures.keep(out.getvalue())
    assert near(poster(picture=name).getpixel((8, 350)), RED)


def test_a_logo_serves_as_the_picture(world):
    out = BytesIO()
    Image.new("RGB", (300, 300), RED).save(out, "PNG")
    shop = world.shop
    shop.logo.name = pictures.LOGOS.keep(out.getvalue())
    assert near(poster(picture=shop.logo).getpixel((375, 350)), RED)


def test_a_picture_that_is_lost_or_not_fetched_yet_is_replaced_by_the_drawing(tea):
    plain = part(poster(kind="food"), 0, 0, 750, 700)
    waiting = tea.pictures.create(source_url="https://example.com/x.jpg")
    assert part(poster(picture=waiting, kind="food"), 0, 0, 750, 700) == plain
    lost = pictured(tea, 300, 300, colour=(1, 2, 3))
    default_storage.delete(lost.file.name)
    assert part(poster(picture=lost, kind="food"), 0, 0, 750, 700) == plain


def test_it_is_drawn_in_no_time(tea):
    picture = pictured(tea, 1200, 1200)
    poster()
    start = time.perf_counter()
    poster(picture=picture, title=LONG, name="桂" * 60)
    assert time.perf_counter() - start < 2


def test_it_asks_the_database_for_nothing(tea, django_assert_num_queries):
    pictured(tea, 300, 300)
    product = shown(tea)
    with django_assert_num_queries(0):
        posters.of_product(product, url=URL, name="Lin")
