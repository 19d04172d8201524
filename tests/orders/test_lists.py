"""One's own orders, tab by tab, and what can be done about them."""

import pytest

from orders import fulfilment
from orders.models import Order
from shops.models import Variant


@pytest.fixture
def mei(client, world):
    client.force_login(world.mei)
    return client


@pytest.fixture
def four(world):
    """One order in each state that has a tab."""
    orders = {"pending_payment": world.own_order(paid=False)}
    for state in ["to_ship", "shipped", "completed"]:
        orders[state] = world.own_order()
        if state != "to_ship":
            fulfilment.ship(orders[state].pk, carrier="SF", tracking_number="SF1234567890123")
        if state == "completed":
            fulfilment.confirm(orders[state].pk)
    return orders


def shown(client, query=""):
    return {order.number for order in client.get(f"/orders/{query}").context["page"]}


def test_each_tab_shows_the_orders_of_its_state(mei, four):
    assert shown(mei) == {order.number for order in four.values()}
    for state, order in four.items():
        assert shown(mei, f"?state={state}") == {order.number}


@pytest.mark.parametrize("state", ["x", "cancelled", "%00", "9" * 99])
def test_a_tab_that_is_none_shows_all(mei, four, state):
    assert len(shown(mei, f"?state={state}")) == 4


def test_the_pages_of_a_tab_stay_in_it(mei, world):
    world.variant()
    Variant.objects.update(stock=99)
    for _ in range(21):
        world.own_order(paid=False)
    page = mei.get("/orders/?state=pending_payment").content.decode()
    assert "?state=pending_payment&amp;page=2" in page


def test_an_unpaid_order_leads_to_the_cashier_and_a_shipped_one_to_its_receipt(mei, four):
    page = mei.get("/orders/").content.decode()
    assert f"/payments/{four['pending_payment'].payment.number}/" in page
    assert f"/orders/{four['shipped'].number}/confirmation" in page
    assert f"/orders/{four['to_ship'].number}/confirmation" not in page


def test_every_tab_asks_the_same_number_of_queries(mei, four, world, django_assert_num_queries):
    for _ in range(2):
        for query in ["", "?state=to_ship"]:
            with django_assert_num_queries(4):  # session, person, orders, lines
                mei.get(f"/orders/{query}")
        world.own_order()


def test_an_empty_list_leads_back_to_the_shop(mei):
    page = mei.get("/orders/").content.decode()
    assert "no-orders" in page and 'class="weui-btn weui-btn_primary nothing__onward" href="/"' in page


def test_the_receipt_is_asked_about_before_it_is_confirmed(mei, four):
    path = f"/orders/{four['shipped'].number}/confirmation"
    assert mei.get(path).status_code == 200
    assert Order.objects.get(pk=four["shipped"].pk).state == "shipped"
    mei.post(path)
    assert Order.objects.get(pk=four["shipped"].pk).state == "completed"
    assert mei.get(path).status_code == 409


def test_the_cancellation_is_asked_about_before_it_happens(mei, four):
    path = f"/orders/{four['pending_payment'].number}/cancellation"
    assert mei.get(path).status_code == 200
    assert Order.objects.get(pk=four["pending_payment"].pk).state == "pending_payment"


def test_nobody_is_asked_about_the_orders_of_others(client, four, world):
    client.force_login(world.bo)
    for verb in ["confirmation", "cancellation"]:
        assert client.get(f"/orders/{four['shipped'].number}/{verb}").status_code == 404
