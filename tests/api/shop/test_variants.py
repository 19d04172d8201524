"""A merchant's program adds and changes variants and pictures."""

from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image

from giftshop.models import Event
from shops.models import Picture, Variant
from tests.api.counting import queries


@pytest.fixture(autouse=True)
def album(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(size=(40, 30), kind="PNG"):
    out = BytesIO()
    Image.new("RGB", size, "#2a6").save(out, kind)
    return b64encode(out.getvalue()).decode()


def test_a_new_variant_stands_after_the_others(world, erp):
    tea = world.tea
    body = {"option_values": ["瓷罐"], "sku": "LJ-P", "price_fen": 6800, "stock": 3}
    response = erp.post(f"/shop/products/{tea.pk}/variants", body)
    made = response.json()
    assert response["Location"] == f"/api/v1/shop/variants/{made['id']}"
    assert erp.get(response["Location"]).json() == made
    assert (made["name"], made["position"], made["stock"], made["product"]) == ("瓷罐", 4, 3, tea.pk)
    assert erp.get(f"/shop/products/{tea.pk}").json()["price_from_fen"] == 6800
    event = Event.objects.get(kind="variant.added")
    assert (event.subject, event.data["variant"]) == (f"product:{tea.pk}", made["id"])


def test_a_variant_that_is_there_already_is_refused(world, erp):
    path = f"/shop/products/{world.tea.pk}/variants"
    body = {"option_values": ["罐装"], "price_fen": 1}
    assert erp.post(path, body).json()["code"] == "variant-exists"
    assert erp.post(path, body | {"option_values": []}).json()["code"] == "options-not-fitting"


def test_a_change_changes_what_is_named_and_leaves_an_event(world, erp):
    tin = world.variant()
    wishes = {
        "price_fen": 9800,
        "compare_at_fen": 11800,
        "sku": "T1",
        "option_values": ["大罐"],
        "on_shelf": False,
    }
    seen = erp.patch(f"/shop/variants/{tin.pk}", wishes).json()
    assert seen | wishes == seen
    assert (seen["name"], seen["stock"]) == ("大罐", 10)
    assert Event.objects.get(kind="variant.changed").data["fields"] == sorted([*wishes, "name"])
    assert erp.patch(f"/shop/variants/{tin.pk}", {"compare_at_fen": None}).json()["compare_at_fen"] is None
    assert erp.patch(f"/shop/variants/{tin.pk}", {"price_fen": 9800}).status_code == 200
    assert Event.objects.filter(kind="variant.changed").count() == 2


def test_a_change_writes_back_no_stock(world, erp, monkeypatch):
    from shops import goods, stock

    tin = world.variant()
    read = goods._changed

    def changed(row, fields):
        stock.take(tin.pk, 4)
        return read(row, fields)

    monkeypatch.setattr(goods, "_changed", changed)
    erp.patch(f"/shop/variants/{tin.pk}", {"price_fen": 9800})
    assert Variant.objects.get(pk=tin.pk).stock == 6


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"stock": 5}, 422, "not-valid"),
        ({"price_fen": 0}, 422, "not-valid"),
        ({"price_fen": None}, 422, "not-valid"),
        ({"sku": None}, 422, "not-valid"),
        ({"picture": 1}, 422, "not-valid"),
        ({"sku": "TAKEN"}, 409, "sku-taken"),
        ({"option_values": ["盒装"]}, 409, "variant-exists"),
        ({"option_values": []}, 422, "options-not-fitting"),
    ],
)
def test_what_cannot_be_is_refused(world, erp, body, status, code):
    tin = world.variant()
    Variant.objects.filter(pk=world.variant("盒装").pk).update(sku="TAKEN")
    response = erp.patch(f"/shop/variants/{tin.pk}", body)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert Variant.objects.get(pk=tin.pk).sku == ""


def test_its_own_sku_is_not_taken(world, erp):
    path = f"/shop/variants/{world.variant().pk}"
    for _ in range(2):
        assert erp.patch(path, {"sku": "T1", "price_fen": 100}).status_code == 200


def test_variants_are_found_by_sku(world, erp):
    tin = world.variant()
    Variant.objects.filter(pk=tin.pk).update(sku="T1")
    assert len(erp.get("/shop/variants").json()["items"]) == 3
    assert [v["id"] for v in erp.get("/shop/variants?sku=T1").json()["items"]] == [tin.pk]
    assert erp.get("/shop/variants?sku=T2").json()["items"] == []


def test_the_list_costs_the_same_however_long(world, erp):
    world.product("p", "P", [("a", 100)])
    few = queries(erp, "/shop/variants")
    assert world.tea
    assert queries(erp, "/shop/variants") == few


def test_a_picture_is_drawn_anew_and_shown(world, api, erp):
    tea = world.tea
    made = erp.post(f"/shop/products/{tea.pk}/pictures", {"data": picture((2000, 900)), "alt": "茶"}).json()
    assert (made["state"], made["position"], made["alt"], made["product"]) == ("fetched", 1, "茶", tea.pk)
    row = Picture.objects.get()
    assert made["url"].endswith(row.file.url) and row.file.name.endswith(".jpg")
    with Image.open(row.file) as drawn:
        assert drawn.size == (1200, 540)
    assert api.get(f"/products/{tea.pk}").json()["picture"] == made["url"]
    assert Event.objects.get(kind="picture.added").data["picture"] == row.pk
    tin = world.variant()
    assert erp.patch(f"/shop/variants/{tin.pk}", {"picture": row.pk}).json()["picture"] == row.pk
    other = world.product("other", "O", [("", 100)]).variants.get()
    assert erp.patch(f"/shop/variants/{other.pk}", {"picture": row.pk}).status_code == 422


def test_a_picture_is_hidden_and_moved(world, api, erp):
    path = f"/shop/products/{world.tea.pk}/pictures"
    first, second = [erp.post(path, {"data": picture((size, 9))}).json() for size in (10, 20)]
    assert second["position"] == 2
    erp.patch(f"/shop/pictures/{second['id']}", {"position": 0})
    assert api.get(f"/products/{world.tea.pk}").json()["picture"] == second["url"]
    erp.patch(f"/shop/pictures/{second['id']}", {"shown": False})
    assert api.get(f"/products/{world.tea.pk}").json()["picture"] == first["url"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "not-valid"),
        ("not base64!", "not-valid"),
        ("é", "not-valid"),
        (7, "not-valid"),
        (b64encode(b"not a picture").decode(), "picture-not-valid"),
        (b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode(), "picture-not-valid"),
    ],
)
def test_what_is_no_picture_is_refused(world, erp, data, code):
    response = erp.post(f"/shop/products/{world.tea.pk}/pictures", {"data": data})
    assert (response.status_code, response.json()["code"]) == (422, code)
    assert not Picture.objects.exists()


def test_a_body_above_a_megabyte_is_too_large(world, erp):
    response = erp.post(f"/shop/products/{world.tea.pk}/pictures", {"data": "A" * 1_100_000})
    assert response.json()["code"] == "too-large"
