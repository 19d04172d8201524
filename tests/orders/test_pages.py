"""Buying for oneself, and one's own orders."""

import pytest
from django.test import Client

from orders import fulfilment
from orders.models import Order
from shops.models import Variant

ADDRESS = {
    "consignee": "梅",
    "phone": "13800138000",
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "detail": "文三路 100 号",
}


@pytest.fixture
def mei(client, world):
    client.force_login(world.mei)
    return client


def buy(client, variant, **fields):
    form = ADDRESS | {"price_fen": variant.price_fen, "quantity": 2} | fields
    return client.post(f"/buy/?variant={variant.pk}", form)


def test_buying_leads_to_the_cashier(mei, world):
    answer = buy(mei, world.variant())
    order = Order.objects.get()
    assert answer.headers["Location"] == f"/payments/{order.payment.number}/"
    assert (order.goods_fen, order.owner, order.delivery.city) == (17600, world.mei, "杭州市")
    assert world.variant().stock == 8


@pytest.mark.parametrize("quantity", ["0", "-1", "100", "x", "1.5", "9" * 40])
def test_a_quantity_that_cannot_be_is_refused(mei, world, quantity):
    assert buy(mei, world.variant(), quantity=quantity).status_code == 422
    assert world.variant().stock == 10


def test_more_than_there_is_stays_on_the_form(mei, world):
    assert buy(mei, world.variant(), quantity=11).status_code == 422
    assert not Order.objects.exists()


def test_a_changed_price_is_not_charged(mei, world):
    variant = world.variant()
    Variant.objects.filter(pk=variant.pk).update(price_fen=1)
    assert buy(mei, variant).status_code == 422
    assert not Order.objects.exists()


def test_an_unpaid_order_can_be_cancelled_once_and_its_stock_comes_back(mei, world):
    order = world.own_order(paid=False)
    for status in [302, 409]:
        assert mei.post(f"/orders/{order.number}/cancellation").status_code == status
    order.refresh_from_db()
    assert (order.state, world.variant().stock) == ("cancelled", 10)


def test_orders_are_seen_by_their_owner_alone(mei, world):
    order = world.own_order()
    assert mei.get(f"/orders/{order.number}/").status_code == 200
    other = Client()
    other.force_login(world.bo)
    assert other.get(f"/orders/{order.number}/").status_code == 404
    assert other.post(f"/orders/{order.number}/cancellation").status_code == 404


def test_a_gifts_order_has_no_page_here_for_either_side(mei, world):
    gift = world.accepted_gift()
    assert mei.get(f"/orders/{gift.order.number}/").status_code == 404
    recipient = Client()
    recipient.force_login(world.bo)
    assert recipient.get(f"/orders/{gift.order.number}/").status_code == 404


def test_an_address_is_changed_until_the_parcel_leaves(mei, world):
    order = world.own_order()
    mei.post(f"/orders/{order.number}/address", ADDRESS | {"detail": "别处 1 号"})
    assert Order.objects.get().delivery.detail == "别处 1 号"
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890123")
    assert mei.post(f"/orders/{order.number}/address", ADDRESS).status_code == 409


def test_the_list_asks_the_same_number_of_queries_however_long(mei, world, django_assert_num_queries):
    for count in [1, 5]:
        for _ in range(count):
            world.own_order(paid=False)
        with django_assert_num_queries(4):  # session, person, orders, lines
            mei.get("/orders/")
