"""Stock and prices of many variants at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giftshop.models import Event
from shops.models import Product, Variant


@pytest.fixture
def three(world):
    """Tin, box and case, which the program calls T, B and C."""
    world.tea  # noqa: B018
    names = {"罐装": "T", "盒装": "B", "木匣": "C"}
    for name, sku in names.items():
        Variant.objects.filter(name=name).update(sku=sku)
    return {variant.sku: variant for variant in Variant.objects.all()}


def counted(erp, *items):
    response = erp.post("/shop/stock-updates", {"items": list(items)})
    assert response.status_code == 200
    return [(item["problem"] or {}).get("code", item["stock"]) for item in response.json()["items"]]


def priced(erp, *items):
    response = erp.post("/shop/price-updates", {"items": list(items)})
    assert response.status_code == 200
    return [
        (item["problem"] or {}).get("code", (item["price_fen"], item["compare_at_fen"]))
        for item in response.json()["items"]
    ]


def left():
    return dict(Variant.objects.values_list("sku", "stock"))


def test_stock_is_set_or_changed_by_id_or_by_sku(three, erp):
    items = [{"sku": "T", "stock": 40}, {"variant": three["B"].pk, "change": -2}, {"sku": "C", "change": 5}]
    assert counted(erp, *items) == [40, 8, 15]
    assert left() == {"T": 40, "B": 8, "C": 15}


def test_an_item_that_is_refused_stops_no_other(three, erp):
    items = [
        {"sku": "T", "change": -11},
        {"sku": "NONE", "stock": 1},
        {"variant": 10**12, "stock": 1},
        {"sku": "B", "stock": 1, "expected": 9},
        {"sku": "C", "change": 999_999},
        {"sku": "C", "stock": 7, "expected": 10},
    ]
    answers = erp.post("/shop/stock-updates", {"items": items}).json()["items"]
    codes = [(a["problem"] or {}).get("code", a["result"]) for a in answers]
    assert codes == [
        "out-of-stock",
        "variant-unknown",
        "variant-unknown",
        "stock-changed",
        "stock-too-high",
        "done",
    ]
    assert answers[3]["problem"]["stock"] == answers[0]["problem"]["stock"] == 10
    assert (answers[3]["sku"], answers[2]["variant"]) == ("B", 10**12)
    assert left() == {"T": 10, "B": 10, "C": 7}


def test_items_for_one_variant_count_one_after_the_other(three, erp):
    pk = three["T"].pk
    items = [{"sku": "T", "stock": 3}, {"variant": pk, "change": -2}, {"sku": "T", "change": -2}]
    assert counted(erp, *items) == [1, 1, "out-of-stock"]
    assert left()["T"] == 1


def test_an_sku_that_several_have_names_nothing(three, erp):
    Variant.objects.filter(sku="B").update(sku="T")
    [answer] = erp.post("/shop/stock-updates", {"items": [{"sku": "T", "stock": 1}]}).json()["items"]
    assert answer["problem"]["code"] == "sku-unclear"
    assert answer["problem"]["variants"] == sorted([three["T"].pk, three["B"].pk])
    assert set(Variant.objects.values_list("stock", flat=True)) == {10}


def test_one_event_tells_what_a_count_changed(three, erp):
    counted(erp, {"sku": "T", "stock": 40}, {"sku": "B", "stock": 10}, {"sku": "C", "change": -11})
    event = Event.objects.get()
    assert (event.kind, event.subject) == ("stock.changed", f"shop:{three['T'].product.shop_id}")
    assert event.data["variants"] == {str(three["T"].pk): [10, 40]}
    counted(erp, {"sku": "T", "stock": 40})
    assert Event.objects.count() == 1


def test_prices_are_set_together_or_apart(three, erp):
    items = [
        {"sku": "T", "price_fen": 7800, "compare_at_fen": 9800},
        {"variant": three["B"].pk, "compare_at_fen": 9900},
        {"sku": "NONE", "price_fen": 1},
    ]
    assert priced(erp, *items) == [(7800, 9800), (8800, 9900), "variant-unknown"]
    assert priced(erp, {"sku": "T", "compare_at_fen": None}) == [(7800, None)]
    assert Product.objects.get().price_from_fen == 7800
    told = [event.data["variants"] for event in Event.objects.filter(kind="prices.changed").order_by("pk")]
    assert told[0] == {
        str(three["T"].pk): [[8800, None], [7800, 9800]],
        str(three["B"].pk): [[8800, None], [8800, 9900]],
    }


@pytest.mark.parametrize(
    ("path", "item", "pointer"),
    [
        ("stock", {}, "#/items/0"),
        ("stock", {"sku": "T"}, "#/items/0"),
        ("stock", {"stock": 1}, "#/items/0"),
        ("stock", {"sku": "T", "variant": 1, "stock": 1}, "#/items/0"),
        ("stock", {"sku": "T", "stock": 1, "change": 1}, "#/items/0"),
        ("stock", {"sku": "T", "stock": -1}, "#/items/0/stock"),
        ("stock", {"sku": "T", "stock": "1"}, "#/items/0/stock"),
        ("stock", {"sku": "T", "stock": None}, "#/items/0/stock"),
        ("stock", {"sku": "", "stock": 1}, "#/items/0/sku"),
        ("stock", {"sku": "T", "stock": 1_000_000}, "#/items/0/stock"),
        ("stock", {"sku": "T", "stock": 1, "price_fen": 1}, "#/items/0/price_fen"),
        ("price", {"sku": "T"}, "#/items/0"),
        ("price", {"sku": "T", "price_fen": 0}, "#/items/0/price_fen"),
        ("price", {"sku": "T", "price_fen": None}, "#/items/0/price_fen"),
        ("price", {"sku": "T", "price_fen": 100_000_001}, "#/items/0/price_fen"),
        ("price", {"price_fen": 1}, "#/items/0"),
    ],
)
def test_what_cannot_be_read_refuses_the_whole_request(three, erp, path, item, pointer):
    good = {"sku": "B", "stock": 1} if path == "stock" else {"sku": "B", "price_fen": 1}
    response = erp.post(f"/shop/{path}-updates", {"items": [item, good]})
    assert response.status_code == 422
    assert pointer in {error["pointer"] for error in response.json()["errors"]}
    assert left() == {"T": 10, "B": 10, "C": 10}


@pytest.mark.parametrize("path", ["stock", "price"])
def test_a_request_has_one_to_a_thousand_items(three, erp, path):
    item = {"sku": "T", "stock": 1} if path == "stock" else {"sku": "T", "price_fen": 1}
    for count in (0, 1001):
        answer = erp.post(f"/shop/{path}-updates", {"items": [item] * count})
        assert answer.json()["errors"][0]["pointer"] == "#/items"
    assert len(erp.post(f"/shop/{path}-updates", {"items": [item] * 1000}).json()["items"]) == 1000


@pytest.mark.parametrize("path", ["stock", "price"])
def test_an_update_costs_the_same_however_many(three, erp, path):
    def cost(skus, value):
        said = {"stock": value} if path == "stock" else {"price_fen": value}
        items = [{"sku": sku} | said for sku in skus]
        with CaptureQueriesContext(connection) as found:
            assert erp.post(f"/shop/{path}-updates", {"items": items}).status_code == 200
        return len(found)

    assert cost("T", 20) == cost("TBC", 30)


def test_a_repeated_change_is_made_once(three, erp):
    for _ in range(2):
        body = {"items": [{"sku": "T", "change": -3}]}
        erp.post("/shop/stock-updates", body, **{"Idempotency-Key": "k1"})
    assert left()["T"] == 7
