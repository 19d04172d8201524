"""/share/: what somebody who shares sees first."""

from django.test import Client

from sharers.models import Attribution, LinkDay, Promoter, ShareLink, Sharer
from shops.models import Shop
from tests.sharers.conftest import release
from tests.sharers.pages.conftest import queries, signed_in, today


def home(client, query=""):
    answer = client.get("/share/" + query)
    assert answer.status_code == 200
    return answer


def test_it_asks_for_a_login(client):
    assert client.get("/share/")["Location"].startswith("/account/login/")


def test_who_never_shared_reads_how_one_begins(world):
    html = home(signed_in(world.mei)).content.decode()
    assert 'href="/share/promoter/"' in html
    assert "invites you" in html


def test_today_tells_visits_orders_and_what_they_may_earn(world, shared, lin):
    LinkDay.objects.add(shared.shop_link, today(), visits=3)
    world.own_order()
    world.accepted_gift()
    answer = home(lin)
    assert answer["Cache-Control"] == "no-store"
    day = answer.context["today"]
    assert (day.visits, day.orders, day.expected_fen) == (3, 2, 1328)
    assert answer.context["pending_fen"] == 1328


def test_what_is_settled_can_be_withdrawn_and_the_rest_is_pending(world, shared, lin):
    release(world.own_order())
    world.own_order()
    answer = home(lin)
    assert answer.context["withdrawable_fen"] == 664
    assert answer.context["pending_fen"] == 664


def test_a_gift_shows_no_amount_before_it_is_accepted_since_it_may_be_for_the_sharer(world, shared, lin):
    world.sent_gift()
    answer = home(lin)
    assert answer.context["today"].orders == 1
    assert answer.context["today"].expected_fen == answer.context["pending_fen"] == 0
    assert "6.64" not in answer.content.decode()


def test_the_trend_draws_seven_or_thirty_days_and_tells_each(world, shared, lin):
    LinkDay.objects.add(shared.shop_link, today(), visits=4)
    for query, days in [("", 30), ("?days=7", 7), ("?days=99", 30)]:
        visits, _orders, _commission = home(lin, query).context["drawings"]
        assert len(visits.bars) == days
        assert (visits.bars[-1].height, visits.bars[0].height) == (64, 1)
    html = home(lin, "?days=7").content.decode()
    assert html.count("<svg") >= 3
    assert f"<title>{today():%m-%d} · 4</title>" in html
    assert "<script>" not in html and "style=" not in html


def test_it_tells_the_state_and_rate_of_every_shop(world, sharer, lin):
    assert "7.55 %" in home(lin).content.decode()
    sharer.suspend()
    assert "has suspended you" in home(lin).content.decode()
    Sharer.objects.leave()
    html = home(lin).content.decode()
    assert "You do not share for it any more" in html
    assert "7.55 %" not in html


def test_of_several_times_in_a_shop_the_latest_is_told(world, sharer, lin):
    Sharer.objects.leave()
    again = Sharer.objects.bind(shop=world.shop, user=world.lin)
    assert home(lin).context["sharing"].shops == [again]


def test_a_promoter_finds_the_page_and_reads_of_a_suspension(world, promoter, lin):
    assert "You are a promoter" in home(lin).content.decode()
    promoter.suspend()
    html = home(lin).content.decode()
    assert "The operator has suspended you" in html
    assert "You are a promoter" not in html


def test_who_has_left_still_sees_the_money(world, shared, lin):
    world.own_order()
    Sharer.objects.leave()
    assert home(lin).context["pending_fen"] == 664


def test_one_may_leave_a_shop_and_only_for_oneself(world, sharer, lin):
    path = f"/share/shops/{sharer.pk}/leave/"
    assert signed_in(world.mei).post(path).status_code == 404
    assert Client().post(path)["Location"].startswith("/account/login/")
    assert lin.get(path).status_code == 200
    sharer.refresh_from_db()
    assert sharer.is_active
    assert lin.post(path)["Location"] == "/share/"
    sharer.refresh_from_db()
    assert sharer.state == "left"
    assert lin.post(path).status_code == 404


def test_it_costs_the_same_however_much_there_is(world, shared, lin):
    world.own_order()
    world.accepted_gift()
    few = queries(lin, "/share/")
    ShareLink.objects.create(sharer=shared, product=world.tea)
    other = Shop.objects.create(code="other", name="别家")
    Sharer.objects.bind(shop=other, user=world.lin)
    Promoter.objects.join(world.lin)
    for _ in range(3):
        world.own_order()
        world.accepted_gift()
    assert queries(lin, "/share/") == few
    # session, person; sharers, promoter, clock twice; visits, orders, today's, commission; pending, balance
    assert few == 12


def test_each_buyer_is_remembered_once(world, shared):
    Attribution.objects.remember(world.mei, shared.shop_link)
    assert Attribution.objects.count() == 1
