"""/share/: what a sharer sees, and never sees."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gifts import giving_back
from sharers.models import Attribution, ShareLink, Sharer
from tests.sharers.conftest import release


def page_of(person):
    client = Client()
    client.force_login(person)
    return client.get("/share/")


def rows(answer):
    return [(row["state"], row["count"], row["total_fen"]) for row in answer.context["gifts"]]


def test_it_is_for_sharers_only(client, world):
    assert client.get("/share/")["Location"].startswith("/account/login/")
    assert page_of(world.mei).status_code == 404


def test_a_sharer_finds_the_links_to_copy(world, sharer):
    link = ShareLink.objects.create(sharer=sharer, product=world.tea)
    answer = page_of(world.lin)
    assert answer["Cache-Control"] == "no-store"
    html = answer.content.decode()
    for link in sharer.links.all():
        assert f'data-copy="{link.public_url}"' in html


def test_own_orders_stand_one_by_one_and_name_nobody(world, shared):
    release(world.own_order())
    order = world.own_order()
    answer = page_of(world.lin)
    assert [(line.state, line.amount_fen) for line in answer.context["page"]] == [(20, 664), (100, 664)]
    assert answer.context["totals"] == {"pending_fen": 664, "settled_fen": 664}
    html = answer.content.decode()
    assert world.mei.nickname not in html
    assert order.number not in html


def test_gifts_are_daily_totals_that_name_none(world, shared):
    gifts = [world.accepted_gift() for _ in range(2)]
    answer = page_of(world.lin)
    assert rows(answer) == [(20, 2, 1328)]
    assert "¥13.28" in answer.content.decode()
    for gift in gifts:
        assert gift.code not in answer.content.decode()
        assert gift.order.number not in answer.content.decode()


def test_a_gift_shows_no_amount_before_it_is_accepted_since_it_may_be_for_the_sharer(world, shared):
    gift = world.sent_gift()
    answer = page_of(world.lin)
    assert rows(answer) == [(20, 1, None)]
    assert answer.context["totals"]["pending_fen"] == 0
    giving_back.decline(gift.pk, by=world.lin)
    answer = page_of(world.lin)
    assert rows(answer) == [(200, 1, None)]
    assert "6.64" not in answer.content.decode()


def test_who_has_left_still_sees_the_commission(world, shared):
    world.own_order()
    Sharer.objects.leave()
    answer = page_of(world.lin)
    assert answer.context["totals"]["pending_fen"] == 664
    assert "data-copy" not in answer.content.decode()


def queries(person):
    client = Client()
    client.force_login(person)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get("/share/").status_code == 200
    return len(captured)


def test_it_costs_the_same_however_much_there_is(world, shared):
    world.own_order()
    world.accepted_gift()
    few = queries(world.lin)
    ShareLink.objects.create(sharer=shared, product=world.tea)
    other = type(world.shop).objects.create(code="other", name="别家")
    Sharer.objects.bind(shop=other, user=world.lin)
    for _ in range(3):
        world.own_order()
        world.accepted_gift()
    assert queries(world.lin) == few
    assert few <= 9


def test_each_buyer_is_remembered_once(world, shared):
    Attribution.objects.remember(world.mei, shared)
    assert Attribution.objects.count() == 1
