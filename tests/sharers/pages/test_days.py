"""Daily totals, on the page and as a file."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest

from gifts.figures.days import bounds
from orders.models import Order
from sharers.figures import days
from sharers.figures.months import Month
from sharers.models import LinkDay, LinkSales
from tests.sharers.conftest import release
from tests.sharers.pages.conftest import queries, signed_in, today

PATH = "/share/days/"


def rows(client, query=""):
    answer = client.get(PATH + query)
    assert answer.status_code == 200
    return answer.context["days"]


def test_who_never_shared_is_led_to_how_one_begins(world):
    assert signed_in(world.mei).get(PATH)["Location"] == "/share/"


def test_a_day_tells_visits_orders_and_commission_by_state_gifts_and_own_together(world, shared, lin):
    LinkDay.objects.add(shared.shop_link, today(), visits=3)
    release(world.own_order())
    world.own_order()
    world.accepted_gift()
    world.sent_gift()
    newest, *rest = rows(lin)
    assert (newest.day, newest.visits, newest.orders) == (today(), 3, 4)
    assert (newest.pending_fen, newest.settled_fen, newest.cancelled_fen) == (1328, 664, 0)
    assert [day.day for day in rest] == [today() - timedelta(days=n) for n in range(1, today().day)]


def test_a_day_begins_at_midnight_in_beijing(world, shared, lin):
    first = today().replace(day=1) - timedelta(days=1)
    begin, end = bounds(first)
    for moment in [begin - timedelta(seconds=1), begin, end - timedelta(seconds=1), end]:
        order = world.own_order()
        Order.objects.filter(pk=order.pk).update(paid_at=moment)
    days.close()
    month = rows(lin, f"?month={first:%Y-%m}")
    assert [(day.orders, day.pending_fen) for day in month[:2]] == [(2, 1328), (1, 664)]


@pytest.mark.parametrize(
    "query", ["", "?month=2099-01", "?month=2026-13", "?month=x", "?month=²026-01", "?month=%00"]
)
def test_a_month_that_makes_no_sense_or_is_to_come_is_the_present(shared, lin, query):
    assert str(lin.get(PATH + query).context["month"]) == f"{today():%Y-%m}"


def test_months_are_turned_and_none_comes_after_the_present():
    today = date(2026, 3, 9)
    month = Month(date(2026, 3, 1), today)
    assert (str(month), month.last, month.before, month.after) == ("2026-03", today, "2026-02", None)
    month = Month(date(2025, 12, 1), today)
    assert (month.last, month.before, month.after) == (date(2025, 12, 31), "2025-11", "2026-01")


def test_the_file_has_the_same_columns_in_yuan(world, shared, lin):
    LinkDay.objects.add(shared.shop_link, today(), visits=3)
    world.own_order()
    answer = lin.get("/share/days.csv")
    assert answer["Content-Disposition"] == f'attachment; filename="sharing-{today():%Y-%m}.csv"'
    head, *told = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert head == ["Day", "Visits", "Orders", "Pending", "Settled", "Cancelled"]
    assert told[-1] == [str(today()), "3", "1", "6.64", "0.00", "0.00"]
    assert len(told) == today().day


@pytest.mark.parametrize("path", [PATH, "/share/days.csv"])
def test_it_costs_the_same_however_much_there_is(world, shared, lin, path):
    world.own_order()
    few = queries(lin, path)
    for _ in range(3):
        world.own_order()
        world.accepted_gift()
    # session, person; clock twice, sharers, promoter; visits, orders, today's, commission
    assert queries(lin, path) == few == 10


def test_orders_of_a_day_that_is_over_are_those_counted_then(world, shared, lin):
    order = world.own_order()
    yesterday = today() - timedelta(days=1)
    Order.objects.filter(pk=order.pk).update(paid_at=bounds(yesterday)[0])
    days.close()
    world.own_order()
    told = lin.get(f"/share/links/{shared.shop_link.code}/").context["days"]
    assert [(day.orders, day.expected_fen) for day in told[:2]] == [(1, 664), (1, 664)]
    LinkSales.objects.update(day=today())  # as if today had been closed: it is counted anew
    assert lin.get(f"/share/links/{shared.shop_link.code}/").context["sums"]["orders"] == 1
