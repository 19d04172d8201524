"""Nobody reaches another shop's goods, whatever they know of them."""

import pytest

from shops.models import Product, Variant

READ = ["/shop", "/shop/products", "/shop/variants"]
WRITE = [
    ("patch", "/shop", {"open": False}),
    ("post", "/shop/products", {"title": "X", "variants": [{"option_values": [], "price_fen": 1}]}),
    ("post", "/shop/stock-updates", {"items": [{"variant": 1, "stock": 0}]}),
    ("post", "/shop/price-updates", {"items": [{"variant": 1, "price_fen": 1}]}),
]


@pytest.mark.parametrize("path", READ)
def test_reading_needs_a_shops_program_and_its_scope(world, api, application, path):
    resource = "shop" if path == "/shop" else "products"
    codes = [
        api.get(path),
        api.as_(world.wen).get(path),
        api.by(application(), user=world.wen).get(path),
        api.by(application()).get(path),
        api.by(application(shop=world.shop, scopes=["orders:read", f"{resource}:write"])).get(path),
    ]
    assert [answer.json().get("code") for answer in codes] == [
        "login-needed",
        "partner-needed",
        "partner-needed",
        "shop-needed",
        "scope-missing",
    ]
    assert api.by(application(shop=world.shop, scopes=[f"{resource}:read"])).get(path).status_code == 200


@pytest.mark.parametrize(("method", "path", "body"), WRITE)
def test_writing_needs_a_shops_program_and_its_scope(world, api, application, method, path, body):
    resource = "shop" if path == "/shop" else "products"
    clients = [
        api,
        api.as_(world.wen),
        api.by(application()),
        api.by(application(shop=world.shop, scopes=[f"{resource}:read", "orders:write"])),
    ]
    codes = [getattr(client, method)(path, body).json()["code"] for client in clients]
    assert codes == ["login-needed", "partner-needed", "shop-needed", "scope-missing"]


def test_another_shops_goods_are_not_found_and_stay_as_they_are(world, erp, rival):
    product, variant = rival.tea, rival.variant()
    picture = product.pictures.create()
    asked = [
        erp.get(f"/shop/products/{product.pk}"),
        erp.patch(f"/shop/products/{product.pk}", {"title": "Mine"}),
        erp.post(f"/shop/products/{product.pk}/variants", {"option_values": ["x"], "price_fen": 1}),
        erp.post(f"/shop/products/{product.pk}/pictures", {"data": "AA=="}),
        erp.patch(f"/shop/pictures/{picture.pk}", {"shown": False}),
        erp.get(f"/shop/variants/{variant.pk}"),
        erp.patch(f"/shop/variants/{variant.pk}", {"price_fen": 1}),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in asked} == {(404, "not-found")}
    assert Product.objects.get(pk=product.pk).title == "明前龙井"
    assert Variant.objects.get(pk=variant.pk).price_fen == 8800


def test_bulk_updates_pass_another_shops_variants_by(world, erp, rival):
    theirs = rival.variant()
    Variant.objects.filter(pk=theirs.pk).update(sku="SAME")
    items = [{"variant": theirs.pk, "stock": 0}, {"sku": "SAME", "stock": 0}]
    answers = erp.post("/shop/stock-updates", {"items": items}).json()["items"]
    items = [{"variant": theirs.pk, "price_fen": 1}, {"sku": "SAME", "price_fen": 1}]
    answers += erp.post("/shop/price-updates", {"items": items}).json()["items"]
    assert [answer["problem"]["code"] for answer in answers] == ["variant-unknown"] * 4
    theirs.refresh_from_db()
    assert (theirs.stock, theirs.price_fen) == (10, 8800)


def test_lists_hold_only_ones_own(world, erp, rival, rivals):
    assert world.tea
    own = {item["id"] for item in erp.get("/shop/products").json()["items"]}
    theirs = {item["id"] for item in rivals.get("/shop/products").json()["items"]}
    assert (own, theirs) == ({world.tea.pk}, {rival.tea.pk})
    assert {v["product"] for v in erp.get("/shop/variants").json()["items"]} == own


def test_an_sku_of_another_shop_is_free(world, erp, rival):
    Variant.objects.filter(pk=rival.variant().pk).update(sku="SAME")
    assert erp.patch(f"/shop/variants/{world.variant().pk}", {"sku": "SAME"}).status_code == 200
