import pytest

from shops import stock
from shops.models import Product, Shop, Variant
from tests.api.counting import queries


def test_anybody_sees_what_the_window_shows(world, api):
    tea = world.tea
    answer = api.get("/products").json()
    assert [item["title"] for item in answer["items"]] == ["明前龙井"]
    assert answer["items"][0]["price_from_fen"] == 8800
    assert answer["items"][0]["currency"] == "CNY"
    assert answer["next"] is None
    detail = api.get(f"/products/{tea.pk}").json()
    assert [(v["name"], v["price_fen"], v["stock"]) for v in detail["variants"]] == [
        ("罐装", 8800, 10),
        ("盒装", 8800, 10),
        ("木匣", 16800, 10),
    ]


def test_what_is_off_the_shelf_is_not_there(world, api):
    tea = world.tea
    Product.objects.filter(pk=tea.pk).update(on_shelf=False)
    assert api.get("/products").json()["items"] == []
    assert api.get(f"/products/{tea.pk}").status_code == 404


def test_a_suspended_shop_shows_nothing(world, api):
    tea = world.tea
    world.shop.suspend()
    assert api.get("/products").json()["items"] == []
    assert api.get(f"/products/{tea.pk}").status_code == 404


def test_a_product_says_why_it_cannot_be_a_gift(world, api):
    ring = world.product("ring", "玉戒", [("", 8800)], category="jewellery")
    world.product("box", "礼盒", [("", 8800)])
    found = api.get(f"/products/{ring.pk}").json()
    assert found["giftable"] is False
    assert found["not_giftable_because"]["code"] == "category-excluded"
    assert found["variants"][0]["not_giftable_because"]["code"] == "category-excluded"


def test_giftable_filters_by_the_same_rule_as_the_product_says(world, api):
    world.product("ring", "玉戒", [("", 8800)], category="jewellery")
    world.product("dear", "金茶", [("", 1_000_001)])
    world.product("gone", "售罄", [("", 100)], stock=0)
    world.product("loose", "未分类", [("", 100)], category=None)
    assert world.tea
    for value in ("true", "false"):
        found = api.get("/products", {"giftable": value}).json()["items"]
        assert found and all(item["giftable"] == (value == "true") for item in found)
    assert len(found) == 4


def test_shop_filters_by_code(world, api):
    assert world.tea
    Shop.objects.create(code="other", name="Other")
    assert len(api.get("/products", {"shop": "tea-house"}).json()["items"]) == 1
    assert api.get("/products", {"shop": "other"}).json()["items"] == []


def test_pages_follow_each_other_without_gap_or_repetition(world, api):
    made = [world.product(f"p{n}", f"P{n}", [("", 100)]).pk for n in range(7)]
    seen, cursor = [], None
    while True:
        params = {"limit": 3} | ({"cursor": cursor} if cursor else {})
        answer = api.get("/products", params).json()
        seen += [item["id"] for item in answer["items"]]
        if not (cursor := answer["next"]):
            break
    assert seen == made[::-1]


def test_a_last_page_that_is_full_is_the_last(world, api):
    for n in range(3):
        world.product(f"p{n}", f"P{n}", [("", 100)])
    assert api.get("/products", {"limit": 3}).json()["next"] is None


@pytest.mark.parametrize(
    "params",
    [
        {"cursor": "x"},
        {"cursor": "é"},
        {"cursor": "YmVmb3JlOmFiYw=="},
        {"cursor": "YmVmb3JlOjk5OTk5OTk5OTk5OTk5OTk5OTk="},
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "9" * 5000},
        {"giftable": "yes"},
        {"shop": "\0"},
        {"shop": "x y"},
        {"colour": "red"},
        {"a/b~c": "1"},
    ],
)
def test_a_wrong_parameter_is_refused_by_name(api, params):
    response = api.get("/products", params)
    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == next(iter(params))


@pytest.mark.parametrize("id", ["0", "9" * 30])
def test_a_product_that_never_was_is_not_found(api, id):
    assert api.get(f"/products/{id}").json()["code"] == "not-found"


def test_a_list_asks_the_same_number_of_queries_however_long(world, api):
    world.product("first", "First", [("a", 100), ("b", 200)])
    few = queries(api, "/products")
    for n in range(5):
        world.product(f"p{n}", f"P{n}", [("a", 100), ("b", 100)])
    assert queries(api, "/products") == few <= 4
    assert queries(api, "/products?giftable=true") == few


def test_a_product_asks_the_same_number_of_queries_however_many_variants(world, api):
    tea = world.tea
    few = queries(api, f"/products/{tea.pk}")
    for n in range(5):
        Variant.objects.create(product=tea, name=f"v{n}", option_values=[f"v{n}"], price_fen=100, stock=1)
    assert queries(api, f"/products/{tea.pk}") == few <= 4


def test_covers_are_all_there(api):
    found = api.get("/covers").json()["items"]
    assert [cover["code"] for cover in found][0] == "classic"
    assert all(cover["picture"].startswith("http") for cover in found)


def test_a_shops_own_covers_come_first_where_they_are_asked_for(world, api, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    later, first, _hidden = world.cover("后"), world.cover("先", position=0), world.cover("藏", shown=False)
    found = api.get("/covers?shop=tea-house").json()["items"]
    assert [cover["code"] for cover in found][:3] == [first.code, later.code, "classic"]
    assert found[0]["shop"] == {"code": "tea-house", "name": "茶语小铺"}
    assert found[0]["picture"] == settings.PUBLIC_URL + first.url
    assert [cover["shop"] for cover in found[2:]] == [None] * (len(found) - 2)
    world.shop.suspend()
    for query in ("", "?shop=nowhere", "?shop=tea-house"):
        assert [cover["code"] for cover in api.get(f"/covers{query}").json()["items"]][0] == "classic"


def test_the_covers_of_a_shop_cost_one_query(world, api, settings, tmp_path, django_assert_num_queries):
    settings.MEDIA_ROOT = tmp_path
    for _ in range(2):
        world.cover()
        with django_assert_num_queries(1):
            api.get("/covers?shop=tea-house")


@pytest.mark.parametrize("query", ["?shop=Ü", "?shop=", "?colour=red"])
def test_covers_asked_for_in_another_way_are_not_valid(api, query):
    assert (api.get(f"/covers{query}").status_code) == 422


def test_a_kept_product_costs_few_queries_and_tells_the_stock_of_now(world, api):
    path = f"/products/{world.tea.pk}"
    stock.count(world.variant().pk, 500)
    first = queries(api, path)
    stock.take(world.variant().pk, 1)
    assert queries(api, path) == 1 < first
    assert [v["stock"] for v in api.get(path).json()["variants"]] == [499, 10, 10]


def test_a_kept_product_follows_whatever_is_shown_of_it(world, api):
    path = f"/products/{world.tea.pk}"

    def after(rows, **change):
        before = api.get(path).json()
        assert rows.update(**change) == 1
        now = api.get(path).json()
        assert now != before
        return now

    variant = Variant.objects.filter(pk=world.variant().pk)
    assert after(variant, price_fen=7700)["price_from_fen"] == 7700
    assert after(variant, stock=0)["variants"][0]["not_giftable_because"]["code"] == "out-of-stock"
    assert after(variant, compare_at_fen=9900)["variants"][0]["compare_at_fen"] == 9900
    assert after(Product.objects.filter(pk=world.tea.pk), title="雨前龙井")["title"] == "雨前龙井"
    shop = Shop.objects.filter(pk=world.shop.pk)
    assert after(shop, gift_freight_fen=500)["gift_freight_fen"] == 500
    closed = after(shop, open=False, closed_words="Back on the 8th.")
    assert closed["not_giftable_because"]["detail"] == "Back on the 8th."
    assert after(variant, on_shelf=False)["price_from_fen"] == 8800


def test_a_kept_product_is_told_in_each_callers_language(world, api):
    path = f"/products/{world.product('ring', '玉戒', [('', 8800)], category='jewellery').pk}"
    words = [
        api.get(path, **{"Accept-Language": language}).json()["not_giftable_because"]["title"]
        for language in ("en", "zh-CN", "en")
    ]
    assert words[0] == words[2] != words[1]
