"""The boards: who is seen on them, and by whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sharers.models import Showcase
from sharers.showcases import influence
from tests.sharers.showcase.conftest import browser, opened


def names(answer):
    return [showcase.name for showcase in answer.context["page"]]


@pytest.fixture
def three(world):
    for points, name in [(5, "甲"), (9, "乙"), (7, "丙")]:
        Showcase.objects.filter(pk=opened(world.person(name), name, listed=True).pk).update(influence=points)
    influence.rank()


def test_everybody_sees_the_board_by_rank(three):
    answer = browser().get("/boards/")
    assert names(answer) == ["乙", "丙", "甲"]
    assert "TOP 300" in answer.content.decode()


@pytest.mark.parametrize("leave", ["unlist", "close", "take_down", "suspend"])
def test_whoever_leaves_is_gone_before_ranks_are_counted_again(three, leave):
    second = Showcase.objects.get(name="丙")
    {
        "unlist": lambda: second.edit(listed=False),
        "close": lambda: second.edit(shown=False),
        "take_down": second.take_down,
        "suspend": second.promoter.suspend,
    }[leave]()
    assert names(browser().get("/boards/")) == ["乙", "甲"]


def test_friends_are_those_one_exchanged_a_gift_with_and_oneself(world, three):
    world.accepted_gift(giver=world.mei, by="bo")
    opened(world.bo, "阿波的", listed=True)
    opened(world.mei, "小美的")
    opened(world.chen, "陌生人的", listed=True)
    answer = browser(world.mei).get("/boards/friends/")
    assert sorted(names(answer)) == ["小美的", "阿波的"]
    assert names(browser(world.chen).get("/boards/friends/")) == ["陌生人的"]


def test_a_friend_who_is_not_listed_is_not_shown(world):
    world.accepted_gift(giver=world.mei, by="bo")
    friend = opened(world.bo, "阿波的", listed=True)
    friend.edit(listed=False)
    assert names(browser(world.mei).get("/boards/friends/")) == []


def test_the_friends_board_needs_a_login(client, db):
    assert client.get("/boards/friends/")["Location"].startswith("/account/login/")


def test_an_own_one_that_is_closed_leads_to_its_owners_page(world):
    opened(world.mei, "小美的", shown=False)
    assert 'href="/showcase/"' in browser(world.mei).get("/boards/friends/").content.decode()


@pytest.mark.parametrize("path, queries", [("/boards/", 1), ("/boards/friends/", 3)])
def test_a_board_costs_the_same_however_long_it_is(world, path, queries):
    client = browser(world.mei if "friends" in path else None)
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        assert len(asked) == queries
        for n in range(4):
            opened(world.person(f"p{number}{n}"), f"店{n}", listed=True)
            world.accepted_gift(giver=world.mei, by=f"p{number}{n}") if not n else None
        influence.rank()


def test_pages_of_the_board_follow_each_other(world):
    for n in range(21):
        opened(world.person(f"p{n}"), f"店{n}", listed=True)
    influence.rank()
    assert len(names(browser().get("/boards/"))) == 20
    assert names(browser().get("/boards/?page=2")) == ["店20"]
    assert names(browser().get("/boards/?page=x")) == names(browser().get("/boards/"))


def test_the_formula_is_told_with_the_numbers_of_this_shop(db, settings, django_assert_num_queries):
    settings.INFLUENCE_PER_BUYER, settings.VISITORS_PER_INFLUENCE = 7, 13
    with django_assert_num_queries(0):
        html = browser().get("/boards/formula/").content.decode()
    for words in ["90 days", "7 for each person", "every 13 different", "6 slots from influence 100"]:
        assert words in html
