"""Behind the counter: staff ship the orders of their own shop."""

import pytest

from orders.models import Order
from shops.models import Shop, Staff


@pytest.fixture
def staff(client, world):
    person = world.wen
    person.is_staff = True
    person.save()
    world.shop  # noqa: B018
    client.force_login(person)
    return client


def page(order):
    return f"/admin/orders/order/{order.pk}/change/"


def test_staff_ship_an_order(staff, world):
    order = world.own_order()
    staff.post(page(order), {"carrier": "SF", "tracking_number": "SF1234567890123"})
    order.refresh_from_db()
    assert (order.state, order.shipment.carrier) == ("shipped", "SF")


def test_a_wrong_tracking_number_stays_on_the_form(staff, world):
    order = world.own_order()
    answer = staff.post(page(order), {"carrier": "SF", "tracking_number": "?"})
    assert answer.status_code == 200
    assert answer.context["errors"]
    order.refresh_from_db()
    assert order.state == "to_ship"


def test_staff_say_that_an_order_cannot_be_delivered(staff, world):
    order = world.own_order()
    staff.post(page(order), {"cannot_deliver": "on", "stock_left": "0"})
    order.refresh_from_db()
    assert (order.state, world.variant().stock) == ("refunded", 0)


def test_an_order_that_waits_for_acceptance_shows_no_form(staff, world):
    gift = world.sent_gift()
    answer = staff.get(page(gift.order))
    assert answer.status_code == 200
    assert "tracking_number" not in answer.content.decode()
    staff.post(page(gift.order), {"carrier": "SF", "tracking_number": "SF1234567890123"})
    assert Order.objects.get().state == "awaiting_acceptance"


def test_another_shops_order_is_not_there(staff, world):
    order = world.own_order()
    world.lin.is_staff = True
    world.lin.save()
    other = Shop.objects.create(code="other", name="别家")
    Staff.objects.create(shop=other, user=world.lin, role="owner")
    staff.force_login(world.lin)
    assert staff.get(page(order)).status_code == 302
    staff.post(page(order), {"carrier": "SF", "tracking_number": "SF1234567890123"})
    order.refresh_from_db()
    assert order.state == "to_ship"
    assert order.number not in staff.get("/admin/orders/order/").content.decode()


def test_the_list_asks_the_same_number_of_queries_however_long(staff, world, django_assert_max_num_queries):
    for count in [1, 5]:
        for _ in range(count):
            world.own_order(paid=False)
        with django_assert_max_num_queries(9):
            staff.get("/admin/orders/order/")
