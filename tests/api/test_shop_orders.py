from datetime import timedelta

import pytest
from django.test import Client

from gifts.giving_back import decline
from gifts.models import Gift
from giftshop.clock import db_now
from orders import fulfilment
from orders.models import Order, OrderNote
from tests.api.counting import queries
from tests.api.shop_side import PATHS, other_shop


@pytest.fixture
def erp(world, api, application):
    return api.by(application(shop=world.shop))


def numbers(answer):
    return [order["number"] for order in answer.json()["items"]]


def test_a_shop_sees_its_orders_newest_first(world, erp):
    first, second = world.own_order(quantity=2), world.sent_gift().order
    answer = erp.get("/shop/orders")
    assert numbers(answer) == [second.number, first.number]
    seen = answer.json()["items"][1]
    assert (seen["kind"], seen["state"], seen["wechat_code"]) == ("own", "to_ship", 20)
    assert seen["lines"][0]["variant_id"] == world.variant().pk
    assert seen["lines"][0]["product_id"] == world.tea.pk
    assert seen["amount"]["total_fen"] == 17600
    assert seen["parcel"] is None


def test_they_are_narrowed_by_state_and_kind(world, erp):
    own, gift = world.own_order(), world.sent_gift().order
    assert numbers(erp.get("/shop/orders", {"state": "awaiting_acceptance"})) == [gift.number]
    assert numbers(erp.get("/shop/orders", {"kind": "own"})) == [own.number]
    assert numbers(erp.get("/shop/orders", {"kind": "own", "state": "shipped"})) == []


def test_they_are_narrowed_by_when_they_were_placed(world, erp):
    old, new = world.own_order(), world.own_order()
    Order.objects.filter(pk=old.pk).update(placed_at=db_now() - timedelta(days=2))
    moment = (db_now() - timedelta(days=1)).isoformat()
    assert numbers(erp.get("/shop/orders", {"placed_from": moment})) == [new.number]
    assert numbers(erp.get("/shop/orders", {"placed_to": moment})) == [old.number]
    assert erp.get("/shop/orders", {"placed_to": "yesterday"}).status_code == 422


def test_the_list_holds_no_address_and_no_words(world, erp):
    order = world.own_order()
    Order.objects.filter(pk=order.pk).update(note="门铃坏了")
    text = erp.get("/shop/orders").content.decode()
    assert not [word for word in ("王小波", "13800138000", "文三路", "门铃坏了") if word in text]


def test_the_address_is_there_while_the_order_has_to_be_shipped(world, erp):
    order = world.own_order()
    path = f"/shop/orders/{order.number}"
    assert erp.get(path).json()["deliver_to"] == {
        "consignee": "王小波",
        "phone": "13800138000",
        "province": "浙江省",
        "city": "杭州市",
        "district": "西湖区",
        "detail": "文三路 100 号 3 幢 502",
    }
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890")
    seen = erp.get(path).json()
    assert seen["deliver_to"]["consignee"] == "王小波"
    assert seen["parcel"] == {"carrier": "SF", "tracking_number": "SF1234567890"}
    fulfilment.confirm(order.pk)
    assert erp.get(path).json()["deliver_to"] is None


def test_before_it_is_paid_or_accepted_there_is_no_address_and_no_card(world, erp):
    for order in [world.own_order(paid=False), world.sent_gift().order]:
        seen = erp.get(f"/shop/orders/{order.number}").json()
        assert (seen["deliver_to"], seen["card"]) == (None, None)


def test_a_gift_to_ship_has_the_card_of_its_packing_slip(world, erp):
    gift = world.accepted_gift(greeting="生日快乐")
    seen = erp.get(f"/shop/orders/{gift.order.number}").json()
    assert seen["card"] == {"words": "生日快乐", "sender": "Mei"}
    assert "Bo" not in str(seen) and gift.order.payment.number not in str(seen)


def test_who_declined_a_gift_is_not_told(world, erp):
    gift = world.sent_gift()
    decline(gift.pk, by=world.bo, word="谢谢")
    seen = erp.get(f"/shop/orders/{gift.order.number}").json()
    assert (seen["closed_because"], seen["refunds"][0]["cause"]) == ("given-back", "given-back")
    assert "declined" not in str(seen)


def test_another_shops_orders_are_not_there(world, api, application):
    order = world.own_order()
    other = api.by(application(shop=other_shop(world)))
    assert numbers(other.get("/shop/orders")) == []
    assert other.get(f"/shop/orders/{order.number}").json()["code"] == "not-found"
    assert other.post(f"/shop/orders/{order.number}/notes", {"words": "x"}).status_code == 404
    assert other.post(f"/shop/orders/{order.number}/withdrawal", {"stock_left": 0}).status_code == 404
    order.refresh_from_db()
    assert (order.state, order.notes.count()) == ("to_ship", 0)


def test_only_a_partner_with_a_shop_and_the_scope_gets_in(world, api, application):
    bare, narrow = api.by(application()), api.by(application(shop=world.shop, scopes=["gifts:read"]))
    for path in PATHS:
        assert api.get(path).json()["code"] == "login-needed"
        assert api.as_(world.wen).get(path).json()["code"] == "partner-needed"
        assert bare.get(path).json()["code"] == "shop-needed"
        assert narrow.get(path).json()["code"] == "scope-missing"


def test_to_read_is_not_to_write(world, api, application):
    order = world.own_order()
    reader = api.by(application(shop=world.shop, scopes=["orders:read", "after-sales:read"]))
    for path in [f"/shop/orders/{order.number}/notes", "/shop/shipments"]:
        assert reader.post(path, {}).json()["code"] == "scope-missing"


def test_a_note_carries_the_name_of_the_application(world, erp):
    order = world.own_order()
    OrderNote.write(order, by=world.wen, words="周五前发")
    path = f"/shop/orders/{order.number}"
    written = erp.post(f"{path}/notes", {"words": " 已打单 "})
    assert (written.status_code, written.json()["by"], written.json()["words"]) == (201, "ERP", "已打单")
    assert [(note["by"], note["words"]) for note in erp.get(path).json()["notes"]] == [
        ("Wen", "周五前发"),
        ("ERP", "已打单"),
    ]
    world.wen.is_staff = True
    world.wen.save()
    counter = Client()
    counter.force_login(world.wen)
    page = counter.get(f"/admin/orders/order/{order.pk}/change/").content.decode()
    assert "已打单" in page and "ERP" in page
    assert erp.post(f"{path}/notes", {"words": "  "}).status_code == 422


def test_an_order_that_cannot_be_delivered_is_withdrawn(world, erp):
    order = world.own_order()
    path = f"/shop/orders/{order.number}/withdrawal"
    assert erp.post(path, {"stock_left": -1}).status_code == 422
    seen = erp.post(path, {"stock_left": 3}).json()
    assert (seen["state"], seen["closed_because"]) == ("refunded", "withdrawn")
    assert (seen["refunds"][0]["amount_fen"], seen["refunds"][0]["cause"]) == (8800, "withdrawn")
    assert world.variant().stock == 3
    order.refresh_from_db()
    assert order.program == "ERP"
    assert erp.post(path, {"stock_left": 3}).json()["code"] == "illegal-transition"


def test_the_list_asks_the_same_number_of_queries_however_long(world, erp):
    world.accepted_gift()
    queries(erp, "/shop/orders")
    few = queries(erp, "/shop/orders")
    for number in range(3):
        world.own_order()
        gift = world.accepted_gift(by=f"friend{number}")
        fulfilment.ship(gift.order_id, carrier="SF", tracking_number=f"SF123456789{number}")
    assert queries(erp, "/shop/orders") == few <= 5
    assert Gift.objects.count() == 4
