"""Packing slips: what is in the parcel and where it goes, never what it cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orders import fulfilment

LIST = "/admin/orders/order/"


def slips(*orders, size=""):
    return f"/admin/orders/order/slips/?orders={','.join(str(order.pk) for order in orders)}&size={size}"


def test_a_gifts_slip_has_the_givers_words_and_no_price(clerk, world):
    gift = world.accepted_gift(greeting="愿你如茶")
    text = clerk.get(slips(gift.order)).text
    assert all(
        word in text for word in ["愿你如茶", "Mei", "王小波", "13800138000", "文三路", "明前龙井", "罐装"]
    )
    assert not any(word in text for word in ["¥", "88.00", "8800"])


def test_an_own_orders_slip_has_the_buyers_note_and_no_price(clerk, world):
    order = world.own_order(quantity=2)
    type(order).objects.filter(pk=order.pk).update(note="请放驿站")
    text = clerk.get(slips(order)).text
    assert "请放驿站" in text and "× 2" in text and "¥" not in text


def test_a_page_needs_no_script_of_its_own_to_be_printed(clerk, world):
    answer = clerk.get(slips(world.own_order(), size="a5"))
    assert "slips-a5.css" in answer.text and "onclick" not in answer.text
    assert "slips-a6.css" in clerk.get(slips(world.own_order(), size="../x")).text


def test_only_what_is_packed_has_a_slip(clerk, world):
    waiting, unpaid, done = world.sent_gift().order, world.own_order(paid=False), world.own_order()
    fulfilment.ship(done.pk, carrier="SF", tracking_number="SF1234567890123")
    assert clerk.get(slips(done)).status_code == 200
    fulfilment.confirm(done.pk)
    assert [clerk.get(slips(order)).status_code for order in (waiting, unpaid, done)] == [404] * 3


def test_nobody_else_prints_one(stranger, operator, client, world):
    order = world.own_order()
    assert [who.get(slips(order)).status_code for who in (stranger, operator, client)] == [404, 404, 302]


@pytest.mark.parametrize("asked", ["", "x", "1,x,-1", "9" * 40, "٣", "0"])
def test_what_makes_no_sense_is_not_found(clerk, asked):
    assert clerk.get("/admin/orders/order/slips/", {"orders": asked}).status_code == 404


def test_the_marked_orders_are_printed_from_the_list(clerk, world):
    orders = [world.own_order(), world.own_order()]
    marked = {"action": "print_slips", "_selected_action": [order.pk for order in orders]}
    text = clerk.post(LIST, marked, follow=True).text
    assert text.count('class="slip"') == 2


def test_slips_ask_the_same_number_of_queries_however_many(clerk, world):
    def asked(*orders):
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(slips(*orders)).text.count('class="slip"') == len(orders)
        return len(queries)

    orders = [make() for _ in range(3) for make in (world.own_order, lambda: world.accepted_gift().order)]
    assert asked(*orders[:2]) == asked(*orders) <= 8
