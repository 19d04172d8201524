"""The list of after-sales is a queue as well: what waits for the shop, the soonest due first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giftshop.clock import db_now
from orders import fulfilment
from orders.aftersale import answering, asking
from orders.models import AfterSale
from shops.models import Shop, Staff

LIST = "/admin/orders/aftersale/"


def listed(client, **query):
    answer = client.get(LIST, query)
    assert answer.status_code == 200
    return [row.number for row in answer.context["cl"].result_list]


@pytest.fixture
def asked(world):
    """Answered already; due in 40 hours; overdue; with the operator since two hours."""

    def ask():
        order = world.own_order()
        fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890123")
        return asking.request(order.pk, by=world.mei, kind="refund", reason="damaged")

    rows = [ask() for _ in range(4)]
    answering.approve(rows[0].pk, by=world.wen)
    answering.reject(rows[3].pk, by=world.wen, words="不")
    asking.appeal(rows[3].pk, words="有照片")
    at = AfterSale.objects.filter
    at(pk=rows[1].pk).update(due_at=db_now() + timedelta(hours=40))
    at(pk=rows[2].pk).update(due_at=db_now() - timedelta(hours=3))
    at(pk=rows[3].pk).update(appealed_at=db_now() - timedelta(hours=2))
    return rows


def test_what_waits_for_an_answer_comes_first(owner, asked):
    done, later, over, appealed = (row.number for row in asked)
    assert listed(owner) == [over, appealed, later, done]


@pytest.mark.parametrize(
    ("query", "which"), [({"due": "over"}, [2]), ({"due": "soon"}, []), ({"state__exact": "refunded"}, [0])]
)
def test_by_what_is_due_and_by_state(owner, asked, query, which):
    assert listed(owner, **query) == [asked[at].number for at in which]


def test_only_who_has_several_shops_chooses_among_them(owner, asked, world):
    assert "order__shop__id__exact" not in owner.get(LIST).text
    second = Shop.objects.create(code="second", name="二店")
    Shop.objects.create(code="third", name="无关")
    Staff.objects.create(shop=second, user=world.wen, role="clerk")
    text = owner.get(LIST).text
    assert "order__shop__id__exact" in text and "二店" in text and "无关" not in text
    assert listed(owner, order__shop__id__exact=second.pk) == []
    assert len(listed(owner, order__shop__id__exact=world.shop.pk)) == len(asked)


def test_what_is_overdue_says_so_and_a_clerk_reads_no_amount(clerk, asked):
    text = clerk.get(LIST).text
    assert text.count("due--over") == 1 and "¥" not in text


def test_the_list_asks_the_same_number_of_queries_however_long(owner, asked):
    def queries(**query):
        with CaptureQueriesContext(connection) as queries:
            listed(owner, **query)
        return len(queries)

    assert queries(state__exact="refunded") == queries() <= 8
