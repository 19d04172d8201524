"""A shop's statement of a day: every line explained, and the sums are the ledger's."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from giftshop.clock import db_now
from orders import fulfilment
from orders.aftersale import answering, asking, goodwill
from orders.books import entries
from orders.books import statement as statements
from payments.models import Split
from payments.providers.base import SplitState
from payments.providers.sandbox.provider import Sandbox
from tests.orders.books.conftest import divided, owed, release, released

PAGE = reverse("admin:orders_order_statement")


def test_a_day_without_business_has_no_lines(world, today):
    statement = statements.of(world.shop, today)
    assert (statement.opening_fen, statement.lines, statement.closing_fen) == (0, [], 0)


def test_a_division_is_explained_to_the_fen(paid_at_the_bank, today):
    order = released(paid_at_the_bank)
    (line,) = statements.of(order.shop, today).lines
    assert line.order == order
    assert line.parts == {"paid": 8800, "back": 0, "fee": 88, "commission": 440, "held": 0}
    assert line.fen == line.balance_fen == 8800 - 88 - 440


def test_what_was_paid_back_before_is_part_of_the_explanation(paid_at_the_bank, today):
    world = paid_at_the_bank
    order = world.own_order()
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890")
    asked = asking.request(order.pk, by=world.mei, kind="refund", reason="damaged", goods_fen=1801)
    answering.approve(asked.pk, by=world.wen)
    fulfilment.confirm(order.pk)
    release(order)
    (line,) = statements.of(order.shop, today).lines
    assert line.parts == {"paid": 8800, "back": 1801, "fee": 69, "commission": 0, "held": 0}
    assert line.fen == 8800 - 1801 - 69


def test_the_payout_takes_the_balance_to_zero(paid_at_the_bank, today):
    order = released(paid_at_the_bank)
    divided()
    statement = statements.of(order.shop, today)
    assert [line.fen for line in statement.lines] == [8272, -8272]
    assert statement.closing_fen == owed(order.shop) == 0
    assert all(line.order == order for line in statement.lines)


def test_a_split_that_failed_says_who_owes_what_and_so_does_its_order(paid_at_the_bank, today, monkeypatch):
    order = released(paid_at_the_bank)
    monkeypatch.setattr(Sandbox, "split", lambda self, split: SplitState.FAILED)
    divided()
    statement = statements.of(order.shop, today)
    assert statement.closing_fen == owed(order.shop) == -(88 + 440)
    assert statement.lines[-1].words == statements.WORDS["split_failed"]
    assert entries.of(order)[-1].words == statement.lines[-1].words
    call_command("check_ledger")


def test_a_refund_after_the_division_is_the_merchants_and_comes_from_the_merchants_account(
    paid_at_the_bank, today
):
    order = released(paid_at_the_bank)
    divided()
    goodwill.refund_released(order.pk, by=paid_at_the_bank.wen, goods_fen=500)
    assert statements.of(order.shop, today).closing_fen == owed(order.shop) == -500
    divided()
    statement = statements.of(order.shop, today)
    assert [line.fen for line in statement.lines] == [8272, -8272, -500, 500]
    assert statement.closing_fen == 0


def test_yesterdays_closing_is_todays_opening(paid_at_the_bank, today):
    order = released(paid_at_the_bank)
    statement = statements.of(order.shop, today)
    before, after = (statements.of(order.shop, today + timedelta(days=days)) for days in (-1, 1))
    assert before.closing_fen == statement.opening_fen == 0
    assert statement.closing_fen == after.opening_fen == after.closing_fen == owed(order.shop)


def test_another_shops_business_is_not_in_it(paid_at_the_bank, today):
    released(paid_at_the_bank)
    other = paid_at_the_bank.shop.__class__.objects.create(code="other", name="别家")
    assert statements.of(other, today).lines == []


def test_a_statement_asks_as_many_statements_for_many_lines_as_for_one(paid_at_the_bank, today):
    order = released(paid_at_the_bank)
    divided()
    statements.of(order.shop, today)
    with CaptureQueriesContext(connection) as few:
        statements.of(order.shop, today)
    for _ in range(3):
        released(paid_at_the_bank)
    divided()
    with CaptureQueriesContext(connection) as many:
        assert len(statements.of(order.shop, today).lines) == 8
    assert len(few) == len(many) <= 9


def test_the_owner_reads_it_and_takes_it_away_as_a_file(client, paid_at_the_bank, today):
    world = paid_at_the_bank
    order = released(world)
    world.wen.is_staff = True
    world.wen.save()
    client.force_login(world.wen)
    text = client.get(PAGE).text
    assert order.number in text and "¥82.72" in text
    sheet = client.get(PAGE, {"shop": world.shop.pk, "day": today.isoformat(), "format": "csv"})
    assert f"tea-house-{today}.csv" in sheet.headers["Content-Disposition"]
    rows = list(csv.reader(StringIO(sheet.content.decode("utf-8-sig"))))
    assert rows[2][2:] == [order.number, "88.00", "0.00", "0.88", "4.40", "0.00", "82.72", "82.72"]
    assert rows[-1][-1] == "82.72"


def test_a_line_leads_to_its_order_and_the_operator_to_its_journal(client, paid_at_the_bank):
    world = paid_at_the_bank
    order = released(world)
    world.wen.is_staff = world.chen.is_staff = world.chen.is_superuser = True
    world.wen.save()
    world.chen.save()
    (line,) = statements.of(world.shop, localdate(db_now())).lines
    to_order, to_journal = (
        f'href="/admin/{place}/change/"'
        for place in (f"orders/order/{order.pk}", f"payments/journal/{line.journal_id}")
    )
    client.force_login(world.wen)
    text = client.get(PAGE, {"shop": world.shop.pk}).text
    assert to_order in text and to_journal not in text
    client.force_login(world.chen)
    text = client.get(PAGE, {"shop": world.shop.pk}).text
    assert to_order in text and to_journal in text


@pytest.mark.parametrize("who", ["clerk", "stranger", "shopper"])
def test_nobody_else_reads_it(client, world, who):
    person = world.bo
    person.is_staff = who != "shopper"
    person.save()
    if who == "clerk":
        world.shop.staff.create(user=person, role="clerk")
    client.force_login(person)
    assert client.get(PAGE, {"shop": world.shop.pk, "day": "2026-01-01"}).status_code in {302, 403}


@pytest.mark.parametrize(
    "query", ["day=yesterday", "day=0001-01-01", "day=9999-12-31", "shop=999999", "shop=x"]
)
def test_what_makes_no_sense_is_said(client, world, query):
    world.shop.staff.update(role="owner")
    world.wen.is_staff = True
    world.wen.save()
    client.force_login(world.wen)
    assert client.get(f"{PAGE}?{query}").status_code == 400


def test_splits_are_left_to_the_sweep(paid_at_the_bank):
    released(paid_at_the_bank)
    assert Split.objects.get().state == "created"
