import pytest

from giftshop.models import Event
from orders.models import Order, Shipment
from tests.api.shop_side import other_shop


@pytest.fixture
def erp(world, api, application):
    return api.by(application(shop=world.shop))


def parcel(order, number="SF1234567890", carrier="SF"):
    return {"order": order.number, "carrier": carrier, "tracking_number": number}


def sent(erp, *items):
    answer = erp.post("/shop/shipments", {"items": list(items)})
    assert answer.status_code == 200
    return [(item["result"], item["problem"] and item["problem"]["code"]) for item in answer.json()["items"]]


def test_many_orders_leave_at_once(world, erp):
    own, gift = world.own_order(), world.accepted_gift().order
    items = [parcel(gift, "zto 1234-5678 90", "中通"), parcel(own)]
    assert sent(erp, *items) == [("done", None)] * 2
    assert set(Order.objects.values_list("state", "program")) == {("shipped", "ERP")}
    assert [(s.carrier, s.tracking_number) for s in Shipment.objects.order_by("order")] == [
        ("SF", "SF1234567890"),
        ("ZTO", "ZTO1234567890"),
    ]


def test_what_is_refused_holds_up_nothing_else(world, erp, application):
    first, second, unpaid, last = (
        world.own_order(),
        world.own_order(),
        world.own_order(paid=False),
        world.own_order(),
    )
    answers = sent(
        erp,
        parcel(last, "SF0000000009"),
        parcel(first, "1"),
        parcel(unpaid),
        parcel(second, carrier="Pony Express"),
        {"order": "nothing", "carrier": "SF", "tracking_number": "SF1234567890"},
    )
    assert answers == [
        ("done", None),
        ("refused", "tracking-not-valid"),
        ("refused", "illegal-transition"),
        ("refused", "tracking-not-valid"),
        ("refused", "not-found"),
    ]
    assert list(Order.objects.filter(state="shipped")) == [last]
    assert Event.objects.filter(kind="order.shipped").count() == 1


def test_another_shops_order_is_not_found(world, api, application):
    order = world.own_order()
    other = api.by(application(shop=other_shop(world)))
    assert sent(other, parcel(order)) == [("refused", "not-found")]
    order.refresh_from_db()
    assert order.state == "to_ship"


def test_what_has_left_just_like_this_is_done_and_nothing_is_done_twice(world, erp):
    order = world.own_order()
    twice = [parcel(order), parcel(order, "sf 1234567890"), parcel(order, "SF0000000000")]
    assert sent(erp, *twice) == [("done", None), ("done", None), ("refused", "illegal-transition")]
    assert sent(erp, parcel(order)) == [("done", None)]
    assert Event.objects.filter(kind="order.shipped").count() == 1


@pytest.mark.parametrize(
    "body", [{}, {"items": []}, {"items": [{}]}, {"items": "x"}, {"items": [{"order": 7}]}, {"parcels": []}]
)
def test_what_is_no_list_of_parcels_is_refused_as_a_whole(erp, body):
    assert erp.post("/shop/shipments", body).json()["code"] == "not-valid"


def test_more_than_200_are_too_many(world, erp):
    item = {"order": "X", "carrier": "SF", "tracking_number": "SF1234567890"}
    assert erp.post("/shop/shipments", {"items": [item] * 201}).status_code == 422
    assert sent(erp, *[item] * 200) == [("refused", "not-found")] * 200


def test_anybody_may_read_who_carries(api):
    carriers = api.get("/carriers").json()["items"]
    assert {"SF", "ZTO", "EMS"} <= {carrier["code"] for carrier in carriers}
