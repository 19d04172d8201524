import pytest

from shops.models import Category, Product
from tests.shops.goods import a_product, a_shop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


def page(client, **query):
    response = client.get("/search/", query)
    assert response.status_code == 200
    return response.content.decode()


def titles(client, **query):
    response = client.get("/search/", query)
    return [product.title for product in response.context["page"]]


def test_what_is_found_is_shown_with_its_price(client):
    a_product(title="明前龙井")
    a_product("nuts", title="盐焗腰果")
    text = page(client, q="longjing")
    assert "明前龙井" in text
    assert "¥88" in text
    assert "盐焗腰果" not in text


@pytest.mark.parametrize("number", [2, 60])
def test_a_search_costs_the_same_however_much_is_found(client, django_assert_max_num_queries, number):
    for n in range(number):
        a_product(f"p{n}", title=f"盐焗腰果{n}号")
    for query in ["腰果", "yg", "yaoguoo", "茶语小铺", "茶语腰果", "zzzzqqq", "腰里果", "y"]:
        with django_assert_max_num_queries(6):
            page(client, q=query)


def test_a_page_is_twenty_and_says_whether_there_are_more(client):
    for n in range(23):
        a_product(f"p{n}", title=f"盐焗腰果{n}号")
    first, second = page(client, q="腰果"), page(client, q="腰果", page="2")
    assert first.count('class="goods__item"') == 20
    assert second.count('class="goods__item"') == 3
    assert 'rel="next"' in first
    assert 'rel="next"' not in second
    assert 'rel="prev"' in second


def test_filters_and_order_hold_and_are_kept_from_page_to_page(client):
    a_product("cheap", title="平价腰果", prices=[2000])
    a_product("dear", title="高档腰果", prices=[30000])
    a_product("not", title="腰果项链", prices=[4000], category="necklaces")
    assert titles(client, q="腰果", sort="price") == ["平价腰果", "腰果项链", "高档腰果"]
    assert titles(client, q="腰果", sort="-price") == ["高档腰果", "腰果项链", "平价腰果"]
    assert titles(client, q="腰果", price="200-500") == ["高档腰果"]
    assert set(titles(client, q="腰果", gift="1")) == {"平价腰果", "高档腰果"}
    assert titles(client, q="腰果", category="necklaces") == ["腰果项链"]
    for n in range(21):
        a_product(f"p{n}", title=f"盐焗腰果{n}号")
    assert "q=%E8%85%B0%E6%9E%9C&amp;gift=1&amp;sort=price&amp;page=2" in page(
        client, q="腰果", sort="price", gift="1"
    )


def test_one_shop_is_searched_even_if_others_have_more_than_a_search_finds(client):
    small = a_shop("small", name="小小店")
    a_product("mine", title="盐焗腰果", shop=small)
    other = a_shop("large", name="大大店")
    tea = Category.objects.get(slug="tea")
    for n in range(302):
        Product.objects.create(shop=other, handle=f"p{n}", title=f"腰果{n}号", category=tea)
    assert titles(client, q="腰果", shop="small") == ["盐焗腰果"]


def test_the_order_is_whole_word_then_beginning_then_shop_then_category_then_description(client):
    def made(handle, title, **fields):
        return a_product(handle, title=title, **fields)

    made("prose", "祁门红茶", description="<p>配 lumo 茶具</p>", category="coffee")
    Category.objects.filter(slug="books").first()
    lumo = Category.objects.get(slug="books")
    lumo.name = "Lumo 系列"
    lumo.save()
    made("category", "精装绘本", category="books")
    made("shop", "羊毛围巾", shop=a_shop("lumo", name="Lumo 生活馆"))
    made("begun", "Lumos 台灯")
    made("word", "手工 Lumo 杯")
    assert titles(client, q="lumo") == ["手工 Lumo 杯", "Lumos 台灯", "羊毛围巾", "精装绘本", "祁门红茶"]


def test_of_equals_the_giftable_and_then_the_popular_come_first(client):
    for handle, fields in {"a": {}, "b": {"popularity": 9}, "c": {"stock": 0, "popularity": 99}}.items():
        a_product(handle, title=f"腰果{handle}", **fields)
    assert titles(client, q="腰果") == ["腰果b", "腰果a", "腰果c"]


def test_a_slip_says_what_was_looked_for_instead(client):
    a_product(title="盐焗腰果")
    text = page(client, q="yaoguoo")
    assert "盐焗腰果" in text
    assert "Nothing is called “yaoguoo”" in text


def test_an_empty_result_says_so_and_offers_what_is_near(client):
    a_product(title="盐焗腰果")
    text = page(client, q="腰果巧克力蛋糕")
    assert "Nothing was found for “腰果巧克力蛋糕”" in text
    assert "盐焗腰果" in text
    assert "Often looked for" in page(client, q="zzzzzz")


def test_without_words_it_offers_what_is_often_looked_for(client, django_assert_max_num_queries):
    a_product()
    with django_assert_max_num_queries(1):
        text = page(client)
    assert "Often looked for" in text
    assert "goods__item" not in text


def test_what_was_typed_is_shown_as_text(client):
    text = page(client, q="<script>x()</script>")
    assert "<script>x()" not in text
    assert "&lt;script&gt;x()" in text


@pytest.mark.parametrize("query", ["q=%00", "q=%ff%fe", "q=a&page=x", "q=a&sort=x&price=y"])
def test_an_address_that_makes_no_sense_is_no_error(client, query):
    assert client.get(f"/search/?{query}").status_code == 200
    assert client.get(f"/search/suggestions?{query}").status_code == 200


def test_searching_sets_no_cookie_and_changes_nothing(client):
    a_product()
    assert not client.get("/search/?q=a").cookies
    assert client.post("/search/").status_code == 405
    assert client.post("/search/suggestions").status_code == 405


def test_suggestions_are_links_to_a_search_and_cost_one_query(client, django_assert_num_queries):
    for n in range(12):
        a_product(f"p{n}", title=f"盐焗腰果{n}号")
    with django_assert_num_queries(1):
        response = client.get("/search/suggestions", {"q": "yaog"})
    assert '<a class="suggestions__item" role="option"' in response.content.decode()
    assert "?q=%E8%85%B0%E6%9E%9C" in response.content.decode()
    assert "max-age" in response["Cache-Control"]
    assert not response.cookies


def test_nothing_typed_suggests_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/search/suggestions").content.strip() == b""
