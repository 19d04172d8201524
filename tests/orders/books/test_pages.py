"""The pages about money: for who owns the shop, every figure leads to lines that add up to it."""

import csv
import re
from html import unescape
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from orders.aftersale import goodwill
from orders.books.entries import WORDS
from payments.models import Refund
from tests.orders.books.conftest import divided, kept_back, received, released, shipped

MONEY, LINES = reverse("admin:orders_order_money"), reverse("admin:orders_order_lines")


def queries(client, page):
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)


def rows(answer):
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


@pytest.fixture
def business(paid_at_the_bank):
    world = paid_at_the_bank
    return [released(world), received(world), shipped(world), world.sent_gift().order, world.own_order()]


def test_every_figure_that_is_held_leads_to_lines_that_add_up_to_it(owner, business):
    text = owner.get(MONEY).text
    assert "¥352" in text  # held for four orders
    links = [unescape(link) for link in re.findall(r'href="([^"]*of=held[^"]*)"', text)]
    assert len(links) == 5
    for link in links:
        found = rows(owner.get(f"{link}&format=csv"))[1:]
        assert sum(float(row[3]) for row in found) == (352 if "waits" not in link else 88)
        assert all(row[0] in owner.get(link).text for row in found)


def test_what_is_kept_back_is_no_part_of_what_waits_to_be_divided(owner, paid_at_the_bank):
    kept_back(paid_at_the_bank)
    received(paid_at_the_bank)
    text = owner.get(MONEY, headers={"accept-language": "en"}).text
    card = re.search(r'<a href="([^"]*of=held)">.*?<strong>(.*?)</strong><small>(.*?)</small>', text)
    assert card.groups()[1:] == ("¥88", "1 orders")
    assert [row[3] for row in rows(owner.get(f"{unescape(card[1])}&format=csv"))[1:]] == ["88.00"]
    (kept,) = re.findall(r'href="([^"]*waits=kept[^"]*)"', text)
    assert [row[3] for row in rows(owner.get(f"{unescape(kept)}&format=csv"))[1:]] == ["8.00"]


def test_what_is_on_its_way_has_its_lines(owner, business):
    order = business[0]
    assert "¥82.72" in owner.get(MONEY).text
    (row,) = rows(owner.get(LINES, {"of": "payouts", "format": "csv"}))[1:]
    assert (row[0], row[2]) == (order.number, "82.72")
    divided()
    assert rows(owner.get(LINES, {"of": "payouts", "format": "csv"}))[1:] == []


def test_a_refund_for_which_the_account_holds_too_little_says_so(owner, paid_at_the_bank):
    order = released(paid_at_the_bank)
    divided()
    goodwill.refund_released(order.pk, by=paid_at_the_bank.wen, goods_fen=500)
    Refund.objects.update(last_error="NOT_ENOUGH")
    text = owner.get(LINES, {"of": "back"}).text
    assert order.number in text and "please pay in" in text


def test_the_month_is_a_file_too(owner, business):
    answer = owner.get(MONEY, {"format": "csv"})
    head, day, total = rows(answer)
    assert re.search(r"tea-house-\d{4}-\d\d\.csv", answer.headers["Content-Disposition"])
    assert day[1:] == ["88.00", "0.88", "4.40", "0.00", "82.72", "0.00", "0.00", "0.00", "82.72"]
    assert total[1:-1] == day[1:-1]


def test_an_order_tells_its_owner_what_the_books_say_and_a_clerk_nothing(owner, clerk, business):
    page = reverse("admin:orders_order_change", args=[business[0].pk])
    text = owner.get(page).text
    assert str(WORDS["paid"]) in text and "+¥82.72" in text and "owed to a sharer" in text
    assert "user:" not in text
    text = clerk.get(page).text
    assert str(WORDS["paid"]) not in text and "82.72" not in text


@pytest.mark.parametrize("who", ["clerk", "stranger"])
@pytest.mark.parametrize("page", [MONEY, LINES])
def test_nobody_else_reads_them(request, business, page, who):
    client = request.getfixturevalue(who)
    answer = client.get(page, {"shop": business[0].shop_id})
    assert answer.status_code in {400, 403}
    assert not any(order.number in answer.text for order in business)
    assert "orders/order/money" not in client.get("/admin/").text or who == "stranger"


@pytest.mark.parametrize(
    "query",
    [
        "month=soon",
        "month=0001-01",
        "month=9999-12",
        "shop=999999",
        "shop=x",
        "of=all",
        "waits=x&of=held",
        "on=x",
    ],
)
def test_what_makes_no_sense_is_said(owner, business, query):
    page = LINES if query.partition("=")[0] in {"of", "waits", "on"} else MONEY
    assert owner.get(f"{page}?{query}").status_code == 400


def test_both_pages_ask_as_much_for_many_orders_as_for_few(owner, paid_at_the_bank):
    asked = []
    for _ in range(2):
        for _ in range(2):
            released(paid_at_the_bank)
            received(paid_at_the_bank)
        asked.append([queries(owner, page) for page in (MONEY, LINES, f"{LINES}?of=payouts")])
    assert asked[0] == asked[1]
