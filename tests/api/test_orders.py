from gifts.giving_back import give_back
from gifts.models import Gift
from orders import fulfilment
from shops.models import Variant
from tests.api.counting import queries
from tests.world import World


def test_a_buyer_sees_the_order_with_the_address_masked(world, api):
    order = world.own_order(quantity=2)
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890")
    seen = api.as_(world.mei).get(f"/orders/{order.number}").json()
    assert seen["lines"][0] == {
        "title": "明前龙井",
        "variant": "罐装",
        "picture": None,
        "quantity": 2,
        "unit_price_fen": 8800,
    }
    assert seen["amount"]["total_fen"] == 17600
    assert seen["deliver_to"]["phone"] == "138****8000"
    assert seen["shipping"]["tracking_number"] == "SF1234567890"
    assert seen["wechat_code"] == 30


def test_an_unpaid_order_leads_to_the_cashier(world, api):
    order = world.own_order(paid=False)
    seen = api.as_(world.mei).get(f"/orders/{order.number}").json()
    assert seen["payment"]["url"].endswith(f"/payments/{order.payment.number}/")
    assert seen["shipping"] is None


def test_others_orders_are_not_there(world, api):
    order = world.own_order()
    lin = api.as_(world.lin)
    assert lin.get(f"/orders/{order.number}").json()["code"] == "not-found"
    assert lin.get("/orders").json()["items"] == []


def test_a_gifts_order_is_not_there_for_either_side(world, api):
    gift = world.accepted_gift()
    for user in (world.mei, world.bo):
        assert api.as_(user).get("/orders").json()["items"] == []
        assert api.as_(user).get(f"/orders/{gift.order.number}").status_code == 404


def test_a_withdrawn_order_shows_its_refund(world, api):
    order = world.own_order()
    fulfilment.withdraw(order.pk, stock_left=0)
    seen = api.as_(world.mei).get(f"/orders/{order.number}").json()
    assert seen["shipping"]["state"] == "withdrawn"
    assert seen["refunds"][0]["amount_fen"] == 8800


def test_gifts_are_listed_by_the_side_one_stands_on(world, api):
    first = world.accepted_gift()
    second = world.sent_gift(contact_id=world.bo.pk)
    mei, bo = api.as_(world.mei), api.as_(world.bo)
    assert [gift["code"] for gift in mei.get("/gifts").json()["items"]] == [second.code, first.code]
    assert mei.get("/gifts", {"role": "received"}).json()["items"] == []
    received = bo.get("/gifts", {"role": "received"})
    assert [(gift["code"], gift["role"]) for gift in received.json()["items"]] == [
        (second.code, "contact"),
        (first.code, "recipient"),
    ]
    assert not [word for word in ("fen", "price", "8800", "payment") if word in received.content.decode()]
    assert bo.get("/gifts", {"role": "sent"}).json()["items"] == []


def test_a_gift_that_somebody_else_holds_is_in_no_list(world, api):
    world.sent_gift()
    assert api.as_(world.bo).get("/gifts", {"role": "received"}).json()["items"] == []


def test_a_wrong_role_is_refused(world, api):
    assert api.as_(world.bo).get("/gifts", {"role": "thief"}).status_code == 422


def test_lists_ask_the_same_number_of_queries_however_long(world, api):
    mei, bo = api.as_(world.mei), api.as_(world.bo)
    lists = [
        (mei, "/gifts"),
        (bo, "/gifts?role=received"),
        (mei, "/orders"),
        (mei, "/contacts"),
    ]
    fill(world, 1)
    few = [queries(client, path) for client, path in lists]
    fill(world, 4)
    assert [queries(client, path) for client, path in lists] == few
    assert max(few) <= 6


def fill(world: World, times):
    world.variant()
    Variant.objects.update(stock=1000)
    for number in range(times):
        name = f"friend{Gift.objects.count()}{number}"
        world.accepted_gift(by=name)
        world.accepted_gift()
        world.sent_gift(contact_id=world.bo.pk)
        world.own_order()
        give_back([world.sent_gift().pk], Gift.State.DECLINED)
