"""Which products a list shows, and in which order."""

import pytest
from django.http import QueryDict

from giftshop.paging import LAST
from shops.listing import Listing
from shops.models import Product
from tests.shops.goods import a_product, a_shop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def goods():
    other = a_shop("book-house", name="Books", gifting=False)
    return {
        "tea": a_product("tea", prices=[8800], occasions=["birthday", "thanks"]),
        "ring": a_product("ring", prices=[50_000], category="rings", occasions=["qixi"]),
        "book": a_product("book", prices=[4_900], category="books", shop=other),
        "cake": a_product("cake", prices=[10_000], category="sweets", stock=0),
    }


def shown(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return [product.handle for product in response.context["page"]]


@pytest.mark.parametrize(
    ("query", "handles"),
    [
        ("", ["cake", "book", "ring", "tea"]),
        ("category=food", ["cake", "tea"]),
        ("category=tea", ["tea"]),
        ("occasion=qixi", ["ring"]),
        ("price=-50", ["book"]),
        ("price=50-100", ["tea"]),
        ("price=100-200", ["cake"]),
        ("price=500-", ["ring"]),
        ("gift=1", ["tea"]),
        ("shop=book-house", ["book"]),
        ("sort=price", ["book", "tea", "cake", "ring"]),
        ("sort=-price", ["ring", "cake", "tea", "book"]),
        ("category=food&gift=1&sort=price", ["tea"]),
        ("price=cheap&sort=best&occasion=none&shop=%00", ["cake", "book", "ring", "tea"]),
    ],
)
def test_filters_and_orders(client, goods, query, handles):
    assert shown(client, f"/goods/?{query}") == handles


def test_what_others_buy_comes_first(client, goods):
    Product.objects.filter(handle="tea").update(popularity=3)
    assert shown(client, "/goods/")[0] == "tea"


def test_giftable_is_the_rule_of_the_product_itself(goods):
    rule = {product.pk for product in Product.objects.for_display() if not product.gift_refusal()}
    assert set(Product.objects.giftable().values_list("pk", flat=True)) == rule


def test_a_category_that_is_not_there_is_not_found(client, goods):
    assert client.get("/goods/?category=nothing").status_code == 404


def test_nothing_that_fits_is_said(client, goods):
    assert "Nothing fits" in client.get("/goods/?occasion=baby").content.decode()


@pytest.mark.parametrize("number", [LAST + 1, 10**7])
def test_a_list_ends_somewhere(client, goods, number):
    assert shown(client, f"/goods/?page={number}") == []


def test_the_next_page_keeps_the_filters(client):
    for n in range(21):
        a_product(f"p{n}")
    text = client.get("/goods/?gift=1&sort=price&utm=x").content.decode()
    assert 'href="?gift=1&amp;sort=price&amp;page=2"' in text
    assert len(shown(client, "/goods/?gift=1&sort=price&page=2")) == 1


def test_an_address_has_one_form():
    listing = Listing.from_query(QueryDict("sort=price&x=1&gift=yes&category=tea"))
    assert listing.query() == "category=tea&gift=1&sort=price"
    assert listing.filters == 2


def test_categories_lead_to_their_goods(client, goods):
    text = client.get("/categories/").content.decode()
    assert 'href="/goods/?category=nuts-and-snacks"' in text
