"""A visit is a person's, and not that of a machine that looks at every link."""

import time

import pytest
from django.test import RequestFactory

from sharers import bots
from tests.sharers.agents import BOTS, PEOPLE

WECHAT = PEOPLE[0]


def is_bot(agent=WECHAT, method="GET", **headers):
    headers |= {"User-Agent": agent} if agent is not None else {}
    return bots.is_bot(RequestFactory().generic(method, "/", headers=headers))


@pytest.mark.parametrize("agent", PEOPLE)
def test_somebody_with_a_browser_is_a_person(agent):
    assert not is_bot(agent)


@pytest.mark.parametrize("agent", BOTS)
def test_crawlers_and_what_draws_the_preview_of_a_link_are_not(agent):
    assert is_bot(agent)


@pytest.mark.parametrize("agent", [None, "", "   "])
def test_who_does_not_say_what_it_is_is_none(agent):
    assert is_bot(agent)


def test_asking_for_the_head_alone_is_no_visit():
    assert is_bot(method="HEAD")
    assert not is_bot(method="GET")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Sec-Purpose", "prefetch"),
        ("Sec-Purpose", "prefetch;prerender"),
        ("Purpose", "prefetch"),
        ("X-Purpose", "preview"),
        ("X-Moz", "prefetch"),
        ("X-Moz", "Prefetch"),
    ],
)
def test_a_page_fetched_ahead_is_no_visit(name, value):
    assert is_bot(**{name: value})


def test_other_purposes_are_a_visit():
    assert not is_bot(**{"Sec-Purpose": "", "Purpose": "navigate"})


def test_no_name_is_long_enough_to_keep_the_shop_busy():
    start = time.perf_counter()
    for end in range(50):
        is_bot("Mozilla/5.0 " + "a b/" * 20_000 + str(end))
    assert time.perf_counter() - start < 1
