"""Commission line by line: own orders one by one, gifts in sums of days."""

import csv
from datetime import timedelta
from io import StringIO

import pytest

from gifts import giving_back
from orders import fulfilment
from orders.aftersale import answering, asking
from orders.models import Order
from sharers.models import Sharer
from tests.sharers.conftest import complete, release
from tests.sharers.pages.conftest import queries, signed_in, today

PATH = "/share/commission/"


def lines(client, state=""):
    answer = client.get(f"{PATH}?state={state}")
    assert answer.status_code == 200
    return [(line.state, line.amount_fen, line.reason) for line in answer.context["page"]]


def gifts(client, state=""):
    rows = client.get(f"{PATH}?state={state}").context["gifts"]
    return [(row["state"], row["count"], row["total_fen"]) for row in rows]


def file(client, query=""):
    answer = client.get(f"/share/commission.csv{query}")
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_who_never_shared_is_led_to_how_one_begins(world):
    assert signed_in(world.mei).get(PATH)["Location"] == "/share/"
    assert len(file(signed_in(world.mei))) == 1


def test_own_orders_stand_one_by_one_and_name_nobody(world, shared, lin):
    release(world.own_order())
    order = world.own_order()
    answer = lin.get(PATH)
    assert answer["Cache-Control"] == "no-store"
    assert [(line.state, line.amount_fen) for line in answer.context["page"]] == [(20, 664), (100, 664)]
    html = answer.content.decode()
    assert "¥88 × 7.55 %" in html
    for canary in [world.mei.nickname, order.number, f"{order.placed_at:%H:%M}", world.tea.title]:
        assert canary not in html


def test_each_line_says_why_it_stands_so(world, shared, lin):
    order = world.own_order()
    assert lines(lin) == [(20, 664, "Waits for the parcel to be shipped")]
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890")
    assert lines(lin) == [(20, 664, "Waits for the parcel to be received")]
    fulfilment.confirm(order.pk)
    until = today() + timedelta(days=7)
    assert lines(lin) == [(20, 664, f"Can be sent back until {until}")]
    aftersale = asking.request(order.pk, by=world.mei, kind="refund", reason="damaged")
    assert lines(lin) == [(20, 664, "An after-sale is open")]
    answering.approve(aftersale.pk, by=world.wen)
    assert lines(lin) == [(200, 664, "The buyer got the money for the goods back")]
    release(world.own_order())
    assert lines(lin, "settled") == [(100, 664, f"Settled on {today()}")]


def test_what_was_given_back_is_taken_off_before_the_rate(world, shared, lin):
    order = world.own_order()
    complete(order)
    Order.objects.filter(pk=order.pk).update(goods_back_fen=800)
    assert "¥88 − given back ¥8 = ¥80 × 7.55 %" in lin.get(PATH).content.decode()
    assert lines(lin)[0][1] == 604


def test_it_is_narrowed_to_a_state(world, shared, lin):
    release(world.own_order())
    world.own_order()
    assert [state for state, *_ in lines(lin, "pending")] == [20]
    assert [state for state, *_ in lines(lin, "settled")] == [100]
    assert lines(lin, "cancelled") == []
    assert len(lines(lin, "nonsense")) == 2


def test_gifts_are_daily_totals_that_name_none(world, shared, lin):
    made = [world.accepted_gift() for _ in range(2)]
    assert gifts(lin) == gifts(lin, "pending") == [(20, 2, 1328)]
    assert gifts(lin, "settled") == []
    html = lin.get(PATH).content.decode()
    assert "¥13.28" in html and "¥6.64" not in html
    for gift in made:
        assert gift.code not in html
        assert gift.order.number not in html


def test_a_gift_shows_no_amount_before_it_is_accepted_since_it_may_be_for_the_sharer(world, shared, lin):
    gift = world.sent_gift()
    assert gifts(lin) == [(20, 1, None)]
    giving_back.decline(gift.pk, by=world.lin)
    assert gifts(lin) == [(200, 1, None)]
    assert "6.64" not in lin.get(PATH).content.decode()
    assert "6.64" not in lin.get("/share/commission.csv").content.decode()


def test_who_has_left_still_sees_the_commission(world, shared, lin):
    world.own_order()
    Sharer.objects.leave()
    assert [amount for _state, amount, _why in lines(lin)] == [664]


def test_nobody_sees_what_another_earns(world, shared):
    world.own_order()
    Sharer.objects.bind(shop=world.shop, user=world.bo)
    assert lines(signed_in(world.bo)) == []
    assert len(file(signed_in(world.bo))) == 1


def test_the_file_of_a_month_has_the_lines_in_yuan(world, shared, lin):
    release(world.own_order())
    world.accepted_gift()
    world.accepted_gift()
    head, order, gift = file(lin)
    day = str(today())
    assert head[-2:] == ["Commission", "Explanation"]
    assert order == [
        day,
        "Order",
        "1",
        world.shop.name,
        "Settled",
        "88.00",
        "0.00",
        "88.00",
        "7.55%",
        "6.64",
    ] + [f"Settled on {day}"]
    assert gift == [day, "Gifts of the day", "2", "", "Pending", "", "", "", "", "13.28", ""]
    assert file(lin, "?month=2020-01") == [head]


def test_a_shops_name_never_runs_as_a_formula(world, shared, lin):
    world.own_order()
    type(world.shop).objects.update(name="=1+1")
    assert file(lin)[1][3] == "'=1+1"


@pytest.mark.parametrize("path", [PATH, "/share/commission.csv"])
def test_it_costs_the_same_however_much_there_is(world, shared, lin, path):
    world.own_order()
    world.accepted_gift()
    few = queries(lin, path)
    for _ in range(3):
        release(world.own_order())
        world.accepted_gift()
    assert queries(lin, path) == few
    # session, person; sharers, clock; orders, gifts
    assert few == (6 if path == PATH else 5)
