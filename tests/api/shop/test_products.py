"""A merchant's program adds and changes products."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giftshop.models import Event
from shops.models import Category, Product, SearchEntry, StaleEntry, Variant
from tests.api.counting import queries

NEW = {
    "handle": "biluochun",
    "title": "碧螺春",
    "description": "<p>太湖</p><script>alert(1)</script><img src='https://x.example/i.png'>",
    "category": "tea",
    "option_names": ["包装"],
    "occasions": ["thanks"],
    "variants": [
        {"option_values": ["罐装"], "sku": "BLC-1", "price_fen": 8800, "compare_at_fen": 9900, "stock": 4},
        {"option_values": ["盒装"], "price_fen": 12800},
    ],
}


def new(**fields):
    return NEW | fields


def test_a_product_comes_with_its_variants_and_is_in_the_window_at_once(world, api, erp):
    response = erp.post("/shop/products", NEW)
    assert response.status_code == 201
    made = response.json()
    assert response["Location"] == f"/api/v1/shop/products/{made['id']}"
    assert erp.get(response["Location"]).json() == made
    assert (made["handle"], made["category"], made["on_shelf"]) == ("biluochun", "tea", True)
    assert made["description"] == "<p>太湖</p>"
    assert [(v["name"], v["sku"], v["price_fen"], v["stock"]) for v in made["variants"]] == [
        ("罐装", "BLC-1", 8800, 4),
        ("盒装", "", 12800, 0),
    ]
    assert (made["price_from_fen"], made["giftable"]) == (8800, True)
    window = api.get(f"/products/{made['id']}").json()
    assert (window["title"], window["shop"]["code"]) == ("碧螺春", "tea-house")
    assert [item["id"] for item in api.get("/products?q=碧螺春").json()["items"]] == [made["id"]]


def test_it_is_found_by_search_without_waiting_for_the_sweep(world, erp):
    made = erp.post("/shop/products", NEW).json()
    assert SearchEntry.objects.filter(product=made["id"]).exists()
    assert not StaleEntry.objects.filter(product=made["id"]).exists()


def test_a_repeated_post_adds_one_product(world, erp):
    first, second = [erp.post("/shop/products", NEW, **{"Idempotency-Key": "k1"}) for _ in range(2)]
    assert first.json() == second.json()
    assert Product.objects.count() == 1


def test_the_least_is_a_title_and_a_price(world, erp):
    made = erp.post(
        "/shop/products", {"title": "茶", "variants": [{"option_values": [], "price_fen": 1}]}
    ).json()
    assert made["handle"] and made["category"] is None
    assert made["not_giftable_because"]["code"] == "not-categorised"
    assert [v["name"] for v in made["variants"]] == [""]


def test_off_the_shelf_nobody_else_sees_it(world, api, erp):
    made = erp.post("/shop/products", new(on_shelf=False)).json()
    assert api.get(f"/products/{made['id']}").status_code == 404
    assert made["not_giftable_because"]["code"] == "off-shelf"
    seen = erp.patch(f"/shop/products/{made['id']}", {"on_shelf": True}).json()
    assert seen["giftable"]
    assert api.get(f"/products/{made['id']}").status_code == 200


def test_a_change_changes_what_is_named_and_leaves_an_event(world, erp):
    tea = world.tea
    wishes = {
        "title": "狮峰龙井",
        "category": None,
        "description": "<b>x</b><iframe></iframe>",
        "option_names": ["盒子"],
    }
    seen = erp.patch(f"/shop/products/{tea.pk}", wishes).json()
    assert (seen["title"], seen["category"], seen["handle"]) == ("狮峰龙井", None, "longjing")
    assert (seen["description"], seen["option_names"]) == ("<b>x</b>", ["盒子"])
    assert seen["updated_at"] > seen["created_at"]
    event = Event.objects.get(kind="product.changed")
    assert (event.subject, event.shop_id) == (f"product:{tea.pk}", tea.shop_id)
    assert event.data["fields"] == ["category", "description", "option_names", "title"]
    assert event.data["by"].startswith("application:")


def test_saying_what_is_so_leaves_no_event(world, erp):
    made = erp.post("/shop/products", NEW).json()
    same = {name: NEW[name] for name in ("handle", "title", "description", "category", "occasions")}
    assert erp.patch(f"/shop/products/{made['id']}", same).json() == made
    assert list(Event.objects.values_list("kind", flat=True)) == ["product.added"]


def test_a_handle_stands_once_in_a_shop(world, erp, rivals):
    tea = world.tea
    assert erp.post("/shop/products", new(handle="Longjing")).json()["code"] == "handle-taken"
    made = erp.post("/shop/products", NEW).json()
    answer = erp.patch(f"/shop/products/{made['id']}", {"handle": "longjing"})
    assert (answer.status_code, answer.json()["code"]) == (409, "handle-taken")
    assert rivals.post("/shop/products", NEW).status_code == 201
    assert Product.objects.get(pk=tea.pk).handle == "longjing"


def test_an_sku_stands_once_in_a_shop(world, erp):
    assert erp.post("/shop/products", NEW).status_code == 201
    taken = erp.post("/shop/products", new(handle="other")).json()
    assert (taken["code"], taken["sku"]) == ("sku-taken", "BLC-1")
    twice = [{"option_values": [v], "sku": "Z", "price_fen": 1} for v in "ab"]
    assert erp.post("/shop/products", new(handle="other", variants=twice)).json()["code"] == "sku-taken"
    assert Product.objects.count() == 1


@pytest.mark.parametrize(
    ("variants", "code"),
    [
        ([{"option_values": [], "price_fen": 1}], "options-not-fitting"),
        ([{"option_values": ["a", "b"], "price_fen": 1}], "options-not-fitting"),
        ([{"option_values": ["a"], "price_fen": 1}] * 2, "variant-exists"),
    ],
)
def test_variants_have_a_value_for_each_option_and_each_once(world, erp, variants, code):
    assert erp.post("/shop/products", new(variants=variants)).json()["code"] == code
    assert not Product.objects.exists()


def test_options_are_renamed_and_not_counted_anew(world, erp):
    path = f"/shop/products/{world.tea.pk}"
    assert erp.patch(path, {"option_names": []}).json()["code"] == "options-not-fitting"
    assert erp.patch(path, {"option_names": ["a", "b"]}).json()["code"] == "options-not-fitting"


VARIANT = {"option_values": ["a"], "price_fen": 1}


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"title": ""}, "#/title"),
        ({"title": None}, "#/title"),
        ({"title": "x" * 256}, "#/title"),
        ({"title": "a\nb"}, "#/title"),
        ({"handle": "a b"}, "#/handle"),
        ({"handle": 7}, "#/handle"),
        ({"category": "nothing"}, "#/category"),
        ({"category": 7}, "#/category"),
        ({"occasions": ["funeral"]}, "#/occasions/0"),
        ({"option_names": ["a"] * 4}, "#/option_names"),
        ({"on_shelf": 1}, "#/on_shelf"),
        ({"description": "x" * 100_001}, "#/description"),
        ({"variants": []}, "#/variants"),
        ({"variants": [VARIANT] * 101}, "#/variants"),
        ({"variants": [VARIANT | {"price_fen": 0}]}, "#/variants/0/price_fen"),
        ({"variants": [VARIANT | {"price_fen": 100_000_001}]}, "#/variants/0/price_fen"),
        ({"variants": [VARIANT | {"stock": -1}]}, "#/variants/0/stock"),
        ({"variants": [VARIANT | {"stock": 1_000_000}]}, "#/variants/0/stock"),
        ({"variants": [VARIANT | {"colour": "red"}]}, "#/variants/0/colour"),
        ({"variants": [{"price_fen": 1}]}, "#/variants/0/option_values"),
        ({"shop": 1}, "#/shop"),
        ({"promoter_bps": 1}, "#/promoter_bps"),
    ],
)
def test_what_cannot_be_is_refused_by_its_place(world, erp, wrong, pointer):
    response = erp.post("/shop/products", new(**wrong))
    assert response.status_code == 422
    assert pointer in {error["pointer"] for error in response.json()["errors"]}
    assert not Product.objects.exists()


def test_a_program_finds_its_products(world, erp):
    tea = world.tea
    cup = world.product("cup", "杯", [("", 100)], category="decoration", on_shelf=False)
    Variant.objects.filter(product=cup).update(sku="CUP")

    def found(**params):
        return [item["id"] for item in erp.get("/shop/products", params).json()["items"]]

    assert found() == [cup.pk, tea.pk]
    assert found(on_shelf="false") == found(handle="cup") == found(sku="CUP") == [cup.pk]
    assert found(on_shelf="true") == found(
        category=Category.objects.get_root(Category.objects.get(slug="tea")).slug
    )
    assert found(sku="NONE") == found(updated_after="2100-01-01T00:00:00Z") == []
    before = cup.updated_at
    erp.patch(f"/shop/products/{tea.pk}", {"title": "新"})
    assert found(updated_after=before.isoformat()) == [tea.pk]


@pytest.mark.parametrize(
    "params", [{"on_shelf": "yes"}, {"updated_after": "yesterday"}, {"category": "a b"}, {"sku": "\0"}]
)
def test_a_wrong_parameter_is_refused_by_name(world, erp, params):
    assert erp.get("/shop/products", params).json()["errors"][0]["parameter"] in params


def test_reading_costs_the_same_however_many(world, erp):
    first = world.product("p", "P", [("a", 100)])
    first.pictures.create()
    few = queries(erp, "/shop/products"), queries(erp, f"/shop/products/{first.pk}")
    for n in range(3):
        world.product(f"p{n}", f"P{n}", [("a", 100), ("b", 100), ("c", 100)]).pictures.create()
    many = world.product("many", "M", [(str(n), 100) for n in range(9)])
    many.pictures.create()
    assert (queries(erp, "/shop/products"), queries(erp, f"/shop/products/{many.pk}")) == few


def test_adding_costs_the_same_however_many_variants(world, erp):
    def cost(handle, count):
        variants = [
            {"option_values": [str(n)], "sku": f"{handle}-{n}", "price_fen": 100} for n in range(count)
        ]
        with CaptureQueriesContext(connection) as found:
            assert erp.post("/shop/products", new(handle=handle, variants=variants)).status_code == 201
        return len(found)

    assert cost("one", 1) == cost("many", 5)
