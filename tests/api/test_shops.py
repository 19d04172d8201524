"""The shops and the tree of goods, for anybody."""

import pytest

from shops.models import Category, Shop
from tests.api.counting import queries


def test_anybody_sees_the_shops_that_are_active(world, api):
    shop = world.shop
    Shop.objects.create(code="later", name="Later", state="draft")
    Shop.objects.create(code="gone", name="Gone", state="suspended")
    [seen] = api.get("/shops").json()["items"]
    assert (seen["code"], seen["name"], seen["open"], seen["gifting"]) == (
        "tea-house",
        "茶语小铺",
        True,
        True,
    )
    assert seen["url"].endswith(shop.get_absolute_url())
    assert api.get("/shops/tea-house").json() == seen
    for code in ("later", "gone", "nowhere"):
        assert api.get(f"/shops/{code}").json()["code"] == "not-found"


def test_a_closed_shop_says_its_words_and_an_open_one_keeps_them(world, api):
    Shop.objects.filter(pk=world.shop.pk).update(closed_words="春节休息", gift_freight_fen=500)
    assert api.get("/shops/tea-house").json()["closed_words"] == ""
    Shop.objects.filter(pk=world.shop.pk).update(open=False, refuses_provinces=["西藏自治区"])
    seen = api.get("/shops/tea-house").json()
    assert (seen["open"], seen["closed_words"], seen["gift_freight_fen"]) == (False, "春节休息", 500)
    assert seen["refuses_provinces"] == ["西藏自治区"]


def test_what_is_between_the_merchant_and_the_platform_is_not_shown(world, api):
    Shop.objects.filter(pk=world.shop.pk).update(
        merchant_number="1900000001", aftersale_address="陈老板 13900139000 龙井路 1 号"
    )
    text = api.get("/shops/tea-house").content.decode()
    assert not [word for word in ("1900000001", "陈老板", "bps", "commission", "state") if word in text]


def test_the_shops_cost_the_same_however_many(world, api):
    assert world.shop
    few = queries(api, "/shops")
    for n in range(3):
        Shop.objects.create(code=f"s{n}", name=f"S{n}")
    assert queries(api, "/shops") == few
    assert [shop["code"] for shop in api.get("/shops?limit=2").json()["items"]] == ["s2", "s1"]


def test_the_tree_says_what_cannot_be_a_gift_down_to_its_leaves(world, api):
    jewellery = Category.objects.get(slug="jewellery")
    Category.objects.add_child(jewellery, {"name": "玉", "name_en": "Jade", "slug": "jade"})
    found = {
        node["code"]: node for node in api.get("/categories", **{"Accept-Language": "en"}).json()["items"]
    }
    assert found["jade"]["parent"] == "jewellery"
    assert (found["jade"]["name"], found["jade"]["giftable"]) == ("Jade", False)
    assert found["jade"]["not_giftable_because"]["code"] == "category-excluded"
    assert found["tea"]["giftable"] and found["tea"]["not_giftable_because"] is None
    for node in Category.objects.all():
        assert found[node.slug]["giftable"] == (not node.excluded)
        parent = Category.objects.get_parent(node)
        assert found[node.slug]["parent"] == (parent and parent.slug)


def test_the_tree_costs_the_same_however_large(api):
    few = queries(api, "/categories")
    tea = Category.objects.get(slug="tea")
    Category.objects.add_child(tea, {"name": "红", "name_en": "Black", "slug": "black"})
    assert queries(api, "/categories") == few <= 2


@pytest.mark.parametrize("path", ["/shops?name=x", "/shops?limit=0"])
def test_shops_asked_for_in_another_way_are_not_valid(api, path):
    assert api.get(path).status_code == 422


def test_products_are_found_by_category_and_by_words(world, api):
    tea = world.tea
    other = world.product("cup", "青瓷杯", [("", 100)], category="decoration")
    root = Category.objects.get_root(Category.objects.get(slug="tea")).slug

    def found(**params):
        return [item["id"] for item in api.get("/products", params).json()["items"]]

    assert found(category="tea") == found(category=root) == found(q="龙井") == found(q="longjing") == [tea.pk]
    assert found(category="decoration") == found(q="qingci") == [other.pk]
    assert found(q="龙井", category="decoration") == found(category="nothing") == found(q="zzzz") == []
    world.shop.suspend()
    assert found(q="龙井") == []


@pytest.mark.parametrize("params", [{"q": "x" * 61}, {"q": "\0"}, {"category": "a b"}])
def test_words_that_cannot_be_looked_for_are_not_valid(api, params):
    assert api.get("/products", params).json()["errors"][0]["parameter"] in params


def test_a_search_costs_the_same_however_much_it_finds(world, api):
    world.product("p", "绿茶", [("", 100)])
    few = queries(api, "/products?q=绿茶&category=tea")
    for n in range(3):
        world.product(f"p{n}", f"绿茶 {n}", [("a", 100), ("b", 100)])
    assert len(api.get("/products?q=绿茶").json()["items"]) == 4
    assert queries(api, "/products?q=绿茶&category=tea") == few
