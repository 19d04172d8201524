import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from shops.models import Picture, Variant
from tests.shops.goods import a_product, a_shop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def with_goods(number):
    for n in range(number):
        product = a_product(f"p{n}", prices=[100, 200], category=["tea", "rings", None][n % 3])
        Picture.objects.create(product=product, source_url=f"https://example.com/{n}.jpg")


@pytest.mark.parametrize("number", [20, 200])
def test_a_list_costs_the_same_for_twenty_products_and_for_two_hundred(
    client, django_assert_num_queries, number
):
    with_goods(number)
    for url, queries in {"/": 3, "/goods/": 4, "/shops/tea-house/": 4}.items():
        with django_assert_num_queries(queries):
            assert page(client, url).count('class="goods__item"') == 20


@pytest.mark.parametrize("number", [1, 20])
def test_a_products_page_costs_the_same_for_any_number_of_variants(client, django_assert_num_queries, number):
    product = a_product(prices=range(100, 100 + number))
    with django_assert_num_queries(4):
        page(client, product.get_absolute_url())


def test_the_second_page_shows_the_rest(client):
    with_goods(23)
    assert page(client, "/?page=2").count('class="goods__item"') == 3


@pytest.mark.parametrize("number", ["0", "-1", "999", "x", "1e9", "%00"])
def test_a_page_number_that_makes_no_sense_is_no_error(client, number):
    with_goods(1)
    page(client, f"/?page={number}")


def test_a_visitor_gets_no_cookie(client):
    product = a_product()
    for url in ("/", "/shops/tea-house/", product.get_absolute_url()):
        assert not client.get(url).cookies


def test_an_eligible_product_can_be_sent_and_bought(client):
    text = page(client, a_product().get_absolute_url())
    assert "Can be sent as a gift" in text
    assert "/send" in text


@pytest.mark.parametrize(
    ("goods", "reason"),
    [
        ({"category": None}, "has not put these goods into a category"),
        ({"category": "necklaces"}, "Goods of this kind cannot be sent"),
        ({"prices": [1_000_001]}, "above the limit for gifts"),
        ({"stock": 0}, "not enough left in stock"),
    ],
)
def test_a_product_that_cannot_be_sent_says_why(client, goods, reason):
    text = page(client, a_product(**goods).get_absolute_url())
    assert reason in text
    assert "Can be sent as a gift" not in text
    assert "formaction" not in text


def test_a_shop_without_gifts_says_so(client):
    text = page(client, a_product(shop=a_shop(gifting=False)).get_absolute_url())
    assert "does not offer gifts" in text


def test_among_variants_the_first_that_can_be_sent_is_ticked_and_the_others_say_why(client):
    product = a_product(prices=[1_000_001, 8800])
    text = page(client, product.get_absolute_url())
    ticked = product.variants.get(price_fen=8800)
    assert f'value="{ticked.pk}" required checked' in text
    assert "above the limit for gifts" in text


def test_what_is_sold_out_cannot_be_chosen(client):
    product = a_product(prices=[8800, 9900], stock=0)
    text = page(client, product.get_absolute_url())
    assert text.count("required disabled") == 2
    assert "Buy now" not in text


def test_freight_and_where_the_shop_does_not_deliver_are_known_before_paying(client):
    shop = a_shop(freight_fen=800, gift_freight_fen=650, refuses_provinces=["西藏自治区"])
    text = page(client, a_product(shop=shop).get_absolute_url())
    assert "¥8" in text
    assert "¥6.50" in text
    assert "西藏自治区" in text


@pytest.mark.parametrize("url", ["/", "/shops/tea-house/", None])
def test_words_of_a_merchant_are_escaped(client, url):
    evil = "<script>x()</script>"
    shop = a_shop(name=evil)
    product = a_product(shop=shop, title=evil, option_names=[evil], description=evil)
    Variant.objects.update(name=evil)
    text = page(client, url or product.get_absolute_url())
    assert "<script>x()" not in text
    assert "&lt;script&gt;x()" in text


def test_what_is_off_the_shelf_is_not_found(client):
    hidden = a_product(on_shelf=False)
    bare = a_product("bare")
    bare.variants.update(on_shelf=False)
    for product in (hidden, bare):
        assert client.get(product.get_absolute_url()).status_code == 404
    assert "goods__item" not in page(client, "/")


def test_a_suspended_shop_and_its_goods_are_not_found(client):
    product = a_product()
    product.shop.suspend()
    assert client.get(product.get_absolute_url()).status_code == 404
    assert client.get("/shops/tea-house/").status_code == 404
    assert "goods__item" not in page(client, "/")


@pytest.mark.parametrize("url", ["/p/0/", "/p/99999999999999999999999/", "/shops/nowhere/"])
def test_what_is_not_there_is_not_found(client, url):
    assert client.get(url).status_code == 404


def test_pages_are_only_read(client):
    assert client.post("/").status_code == 405


def test_a_missing_picture_has_a_drawing_in_its_place(client):
    product = a_product()
    Picture.objects.create(product=product, source_url="https://example.com/1.jpg", state="missing")
    assert "shops/art/food" in page(client, product.get_absolute_url())
    assert "shops/art/goods" in page(client, a_product("bare", category=None).get_absolute_url())


def test_stored_pictures_are_served_for_good_and_nothing_else_is(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    name = f"{'a' * 40}.jpg"
    default_storage.save(f"pictures/{name}", ContentFile(b"picture"))
    response = client.get(f"/media/pictures/{name}")
    assert b"".join(response.streaming_content) == b"picture"
    assert response["Content-Type"] == "image/jpeg"
    assert "immutable" in response["Cache-Control"]
    for other in (f"{'b' * 40}.jpg", "..%2f..%2fsettings.py", "x.svg"):
        assert client.get(f"/media/pictures/{other}").status_code == 404
