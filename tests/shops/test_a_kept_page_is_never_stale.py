"""Pages are kept whole in Redis. Whatever changes what they show, the very next request shows it."""

import pytest
from django.core.cache import cache

from shops import stock
from shops.models import Category, Picture, Product, Variant
from shops.models.variant import LOW_STOCK
from tests.shops.goods import a_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def tea():
    return a_product(prices=[8800, 9900], stock=50, title="Longjing")


def pages(client, product):
    urls = [product.get_absolute_url(), "/", "/goods/", product.shop.get_absolute_url()]
    return [client.get(url).content.decode() for url in urls]


@pytest.mark.parametrize(
    "url", ["/", "/goods/?gift=1&price=50-100", "/shops/tea-house/", "/categories/", None]
)
def test_the_second_request_asks_for_the_revision_alone(client, tea, url, django_assert_num_queries):
    url = url or tea.get_absolute_url()
    first = client.get(url).content
    with django_assert_num_queries(1):
        assert client.get(url).content == first


def test_a_new_price_is_shown(client, tea):
    pages(client, tea)
    tea.variants.filter(price_fen=8800).update(price_fen=7700)
    assert all("¥77" in text and "¥88" not in text for text in pages(client, tea))


def test_a_new_title_is_shown(client, tea):
    pages(client, tea)
    tea.title = "Biluochun"
    tea.save()
    assert all("Biluochun" in text and "Longjing" not in text for text in pages(client, tea))


def test_the_last_unit_sold_is_shown(client, tea):
    pages(client, tea)
    for variant in tea.variants.all():
        stock.take(variant.pk, 50)
    assert all("Sold out" in text for text in pages(client, tea))


def test_every_unit_of_the_last_few_is_counted(client, tea):
    variant = tea.variants.first()
    stock.take(variant.pk, 50 - LOW_STOCK - 1)
    assert "left" not in client.get(tea.get_absolute_url()).content.decode()
    for left in (LOW_STOCK, LOW_STOCK - 1):
        stock.take(variant.pk, 1)
        assert f"only {left} left" in client.get(tea.get_absolute_url()).content.decode()


def test_a_sale_out_of_plenty_makes_no_page_anew(client, tea, django_assert_num_queries):
    client.get("/")
    stock.take(tea.variants.first().pk, 1)
    with django_assert_num_queries(1):
        client.get("/")


def test_what_leaves_the_shelf_is_gone(client, tea):
    pages(client, tea)
    Product.objects.filter(pk=tea.pk).update(on_shelf=False)
    assert client.get(tea.get_absolute_url()).status_code == 404
    assert "Longjing" not in client.get("/").content.decode()
    Product.objects.filter(pk=tea.pk).update(on_shelf=True)
    tea.variants.update(on_shelf=False)
    assert client.get(tea.get_absolute_url()).status_code == 404
    assert "Longjing" not in client.get("/").content.decode()


def test_the_gifting_switch_is_shown(client, tea):
    pages(client, tea)
    tea.shop.gifting = False
    tea.shop.save()
    assert not any("Can be sent as a gift</span>" in text for text in pages(client, tea))
    assert "Send to a friend" not in client.get(tea.get_absolute_url()).content.decode()


def test_a_suspended_shop_is_gone(client, tea):
    pages(client, tea)
    tea.shop.suspend()
    assert client.get(tea.get_absolute_url()).status_code == 404
    assert client.get(tea.shop.get_absolute_url()).status_code == 404
    assert "Longjing" not in client.get("/").content.decode()


def test_a_category_that_is_excluded_is_shown(client, tea):
    pages(client, tea)
    Category.objects.filter(slug="food").update(giftable=False)
    assert "Goods of this kind cannot be sent" in client.get(tea.get_absolute_url()).content.decode()
    assert "Can be sent as a gift</span>" not in client.get("/").content.decode()


def test_a_picture_that_comes_later_is_shown(client, tea):
    pages(client, tea)
    Picture.objects.create(product=tea, state=Picture.FETCHED, file="pictures/" + "a" * 40 + ".jpg")
    assert all("a" * 40 in text for text in pages(client, tea))


def test_each_language_has_its_own_page(client, tea):
    pages(client, tea)
    client.cookies["django_language"] = "zh-hans"
    assert "支持送礼物" in client.get(tea.get_absolute_url()).content.decode()
    client.cookies["django_language"] = "en"
    assert "Can be sent as a gift" in client.get(tea.get_absolute_url()).content.decode()


def test_a_page_is_the_same_for_everybody_and_holds_nothing_of_its_visitor(client, tea, world):
    stranger = pages(client, tea)
    cache.clear()
    client.force_login(world.mei)
    assert pages(client, tea) == stranger
    assert not any("csrfmiddlewaretoken" in text or world.mei.nickname in text for text in stranger)


def test_a_message_waits_for_a_page_of_ones_own(client, tea, world):
    client.force_login(world.mei)
    client.post("/account/profile/", {"nickname": "Mei", "language": "en"})
    assert "Saved" not in client.get("/").content.decode()
    assert "Saved" in client.get("/account/").content.decode()


def test_parameters_that_say_nothing_make_no_page_of_their_own(client, tea, django_assert_num_queries):
    client.get("/goods/?price=50-100")
    with django_assert_num_queries(1):
        client.get("/goods/?utm_source=x&price=50-100&s=abc&gift=&category=%00")


def test_a_browser_that_has_the_page_gets_no_second_copy(client, tea):
    etag = client.get("/").headers["ETag"]
    assert client.get("/", headers={"If-None-Match": etag}).status_code == 304
    tea.variants.update(price_fen=100)
    assert client.get("/", headers={"If-None-Match": etag}).status_code == 200


def test_it_is_sent_compressed_to_whom_reads_that(client, tea):
    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert "Content-Encoding" not in plain.headers


def test_without_redis_the_page_is_made_each_time_and_right(client, tea, settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    assert "Longjing" in client.get("/").content.decode()
    tea.variants.update(price_fen=100)
    assert "¥1<" in client.get("/").content.decode()


def test_the_lowest_price_follows_the_shelf(tea):
    def lowest():
        tea.refresh_from_db(fields=["price_from_fen"])
        return tea.price_from_fen

    assert lowest() == 8800
    tea.variants.filter(price_fen=8800).update(on_shelf=False)
    assert lowest() == 9900
    tea.variants.filter(price_fen=9900).delete()
    assert lowest() is None
    Variant.objects.create(product=tea, name="new", option_values=["new"], price_fen=5000)
    assert lowest() == 5000


def test_saving_a_product_whole_leaves_its_lowest_price_alone(tea):
    tea.variants.update(price_fen=100)
    tea.save()
    tea.refresh_from_db()
    assert tea.price_from_fen == 100
