"""What a visit by a share link leaves in its figures."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.utils.timezone import localdate

from giftshop.clock import db_now
from orders import referrals
from sharers.models import LinkDay, Visitor
from tests.sharers.agents import BOTS, PEOPLE

PHONE = {"User-Agent": PEOPLE[0]}


@pytest.fixture
def link(sharer):
    return sharer.shop_link


def visit(client, link, **more):
    return client.get(f"/s/{link.code}", headers=PHONE, **more)


def figures(link):
    row = LinkDay.objects.filter(link=link, day=localdate(db_now())).first()
    return (row.visits, row.newcomers, row.capped) if row else (0, 0, 0)


def test_the_same_person_is_one_visit_in_half_an_hour_and_a_newcomer_once(client, link):
    visit(client, link)
    visit(client, link)
    assert figures(link) == (1, 1, 0)
    Visitor.objects.update(last_at=F("last_at") - timedelta(minutes=30))
    visit(client, link)
    assert figures(link) == (2, 1, 0)
    visit(Client(), link)
    assert figures(link) == (3, 2, 0)


def test_whoever_is_logged_in_is_the_same_person_on_every_device(world, link):
    for _device in range(2):
        client = Client()
        client.force_login(world.mei)
        visit(client, link)
    assert figures(link) == (1, 1, 0)


def test_a_bot_and_the_sharer_are_led_on_and_not_counted(client, world, link):
    assert client.get(f"/s/{link.code}", headers={"User-Agent": BOTS[-1]}).status_code == 302
    client.force_login(world.lin)
    assert visit(client, link).status_code == 302
    assert figures(link) == (0, 0, 0)
    assert not Visitor.objects.exists()


def test_a_flood_from_one_network_is_counted_apart_and_still_remembered(settings, link):
    settings.NETWORK_VISITS_RATE = "2/h"
    for _person in range(5):
        client = Client()
        visit(client, link)
        assert client.session[referrals.KEY]
    assert figures(link) == (2, 2, 3)
    visit(Client(), link, REMOTE_ADDR="203.0.113.9")
    assert figures(link) == (3, 3, 3)


def test_a_link_is_believed_so_many_visits_from_wherever_they_come(settings, link):
    settings.LINK_VISITS_RATE = "2/h"
    for number in range(4):
        visit(Client(), link, REMOTE_ADDR=f"203.0.113.{number}")
    assert figures(link) == (2, 2, 2)


def test_a_dead_link_has_no_visits(client, sharer, link):
    sharer.suspend()
    visit(client, link)
    assert figures(link) == (0, 0, 0)


def test_nothing_tells_who_it_was(client, world, link):
    client.force_login(world.mei)
    visit(client, link)
    key = Visitor.objects.get().key
    assert len(key) == 32 and str(world.mei.pk) not in key[:4]


def test_without_redis_visits_are_counted_all_the_same(client, link, settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    visit(client, link)
    assert figures(link) == (1, 1, 0)
