"""A merchant's figures: counted by the moment at which something happened, once a day is over, and today's at once."""

import csv
import io
from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse

from gifts import giving_back
from gifts.acceptance import accept
from gifts.figures import days
from gifts.figures.board import Board
from gifts.models import Gift, ProductDay, ShopDay
from giftshop import deadlines
from giftshop.clock import db_now
from orders.models import Order
from payments.models import Refund
from shops.models import Shop, Staff

INDEX = reverse("admin:index")


def figures(board, *, money=True):
    return {str(figure.name): figure.value for figure in board.figures(money=money)}


def ago(count):
    """All that has happened so far happened so many days earlier."""
    back = timedelta(days=count)
    Order.objects.filter(paid_at__isnull=False).update(paid_at=F("paid_at") - back)
    Gift.objects.filter(accepted_at__isnull=False).update(accepted_at=F("accepted_at") - back)
    Gift.objects.filter(closed_at__isnull=False).update(closed_at=F("closed_at") - back)
    Refund.objects.filter(succeeded_at__isnull=False).update(succeeded_at=F("succeeded_at") - back)


@pytest.fixture
def week(world):
    """Three gifts of ¥88, one accepted by Bo, one declined, one waiting; and two tins for oneself."""
    world.accepted_gift()
    giving_back.decline(world.sent_gift().pk, by=world.bo, word="")
    world.sent_gift()
    world.own_order(quantity=2)
    return world


@pytest.fixture
def staff(client, world):
    def staff(role):
        person = world.person("chen", is_staff=True)
        Staff.objects.create(shop=world.shop, user=person, role=role)
        client.force_login(person)
        return client

    return staff


@pytest.mark.parametrize("when", [0, 3])
def test_what_happened_is_counted_today_and_on_days_that_are_over(week, when):
    ago(when)
    days.close()
    board = Board([week.shop.pk], 7)
    told = list(figures(board).values())
    assert told[:2] == [4 * 8800 + 8800, 0]
    assert told[2:9] == [4, 3, 1, 1, 0, 1, 0]
    assert told[9] == 50.0
    assert [(product.title, units, fen) for product, units, fen in board.top] == [("明前龙井", 5, 5 * 8800)]
    assert board.curve("orders")[-1 - when] == 4 and sum(board.curve("orders")) == 4


def test_a_closed_day_is_counted_once_however_often_it_is_closed(week):
    ago(1)
    days.close()
    before = [*ShopDay.objects.values(), *ProductDay.objects.values()]
    deadlines.run("gifts.days")
    assert [*ShopDay.objects.values(), *ProductDay.objects.values()] == before
    assert not ShopDay.objects.filter(day=Board(None, 7).today).exists()


def test_money_that_arrived_and_who_comes_again(week):
    Refund.objects.update(state="succeeded", succeeded_at=db_now())
    accept(week.sent_gift().pk, by=week.bo, address=week.address())
    told = list(figures(Board([week.shop.pk], 7)).values())
    assert told[1] == 8800 and told[7:9] == [1, 1]


def test_the_days_before_are_what_one_compares_with(week):
    ago(8)
    week.sent_gift()
    days.close()
    sent = next(figure for figure in Board([week.shop.pk], 7).figures(money=False) if figure.before == 3)
    assert (sent.value, sent.change) == (1, -67)


def test_another_shops_figures_are_not_among_ones_own(week, client):
    other = Shop.objects.create(code="other", name="别家")
    person = week.person("lin", is_staff=True)
    Staff.objects.create(shop=other, user=person, role="owner")
    client.force_login(person)
    for query in ["", f"?shop={week.shop.pk}", "?shop=0", "?days=x&shop=x"]:
        answer = client.get(INDEX + query)
        assert answer.status_code == 200
        assert all(not value for value in figures(answer.context["board"]).values())
        assert "明前龙井" not in answer.content.decode()
        assert "茶语小铺" not in client.get(f"/admin/gifts/shopday/products.csv{query}").content.decode()


def test_a_clerk_sees_how_much_there_is_to_do_and_no_money(week, staff):
    client = staff("clerk")
    assert "¥" not in client.get(INDEX).content.decode()
    for table in ["days", "products"]:
        head = next(
            csv.reader(
                io.StringIO(client.get(f"/admin/gifts/shopday/{table}.csv").content.decode("utf-8-sig"))
            )
        )
        assert not {"sales_fen", "refunds_fen"} & set(head)
    assert "¥440" in staff_as_owner(client, week).get(INDEX).content.decode()


def staff_as_owner(client, world):
    Staff.objects.filter(user=world.chen).update(role="owner")
    return client


def test_a_new_merchant_is_led_to_the_first_gift(world, staff):
    client = staff("owner")
    assert [step.done for step in client.get(INDEX).context["guide"]] == [False, False, False]
    Shop.objects.update(aftersale_address="王掌柜 13900000000 杭州")
    world.tea  # noqa: B018
    assert [step.done for step in client.get(INDEX).context["guide"]] == [True, True, False]
    world.sent_gift()
    assert not client.get(INDEX).context["guide"]


def test_the_files_say_what_the_page_says(week, staff):
    client = staff("owner")
    sheet = client.get("/admin/gifts/shopday/days.csv?days=7").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert len(rows) == 7 and rows[-1]["sales_fen"] == "440.00" and rows[-1]["gifts_sent"] == "3"
    assert client.get("/admin/gifts/shopday/people.csv").status_code == 404


def test_the_first_page_costs_the_same_however_much_there_is(week, staff, django_assert_num_queries):
    client = staff("owner")
    ago(1)
    days.close()
    client.get(INDEX)
    with django_assert_num_queries(16):
        client.get(INDEX)
    for _ in range(5):
        week.sent_gift()
    with django_assert_num_queries(16):
        client.get(INDEX)
