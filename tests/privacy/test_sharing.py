"""Whoever shares walks all pages, files and pictures of sharing, and finds figures: nobody, and no single gift."""

import pytest
from django.test import Client
from django.urls import reverse

from gifts.acceptance import accept
from giftshop import drawing
from giftshop.clock import db_now
from sharers.models import Attribution, LinkDay, Promoter, Sharer, Showcase
from shops.models import Shop
from tests.privacy.canaries import Canaries

PAGES = ["share", "goods", "links", "commission", "commission_file", "days", "days_file", "withdrawals"]
QUERIES = ["", "?state=pending", "?state=settled", "?state=cancelled", "?days=7", "?sort=earned"]
SHELF = "/share/goods/"  # what is on it has its price and its rate for whoever may share it
OF_A_LINK = ["link", "poster", "link_code"]
API = ["share-links", "commissions", "commissions/days"]
API_QUERIES = {"commissions": ["", "?state=pending", "?state=settled", "?state=cancelled", "?limit=1"]}


@pytest.fixture
def canaries(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Canaries(world)


@pytest.fixture
def drawn(monkeypatch):
    """What is written in the pictures."""
    written = []
    monkeypatch.setattr(drawing, "png", lambda svg: written.append(svg) or svg.encode())
    return written


@pytest.fixture
def as_sharer(world):
    return Sharer.objects.bind(shop=world.shop, user=world.lin, rate_bps=1000).shop_link


@pytest.fixture
def as_promoter(world):
    Shop.objects.filter(pk=world.shop.pk).update(promoter_bps=1000)
    promoter = Promoter.objects.join(world.lin)
    Showcase.objects.open(promoter, "好物")
    return promoter.links.create(shop=world.shop, product=world.tea)


@pytest.fixture(params=["as_sharer", "as_promoter"])
def link(request):
    return request.getfixturevalue(request.param)


def walk(person, links):
    client = Client()
    client.force_login(person)
    paths = [reverse(f"sharers:{name}") + query for name in PAGES for query in QUERIES]
    paths += [reverse(f"sharers:{name}", args=[link.code]) for name in OF_A_LINK for link in links]
    paths += [f"/api/v1/{name}{query}" for name in API for query in API_QUERIES.get(name, [""])]
    paths += [f"/api/v1/share-links/{link.code}" for link in links]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert answer["Cache-Control"] == "no-store", path
        yield path, answer.content.decode(errors="replace")


def of(canaries, *orders):
    """What must be found nowhere; the nickname of whoever shares is their own."""
    people = [canaries.world.mei, canaries.world.bo]
    told = ["欧阳灵犀", "13912345678", "12345678", "梧桐路", "海东市", "mei@example.com", "bo@example.com"]
    told += [person.nickname for person in people] + [canaries.product.title, canaries.tracking]
    return told + [order.number for order in orders] + [order.payment.number for order in orders]


def test_gifts_of_a_day_are_one_sum_and_name_nobody(canaries, world, link, drawn):
    Attribution.objects.remember(world.mei, link, world.shop.pk)
    LinkDay.objects.add(link, db_now().date(), visits=1)
    gifts = [canaries.gift(), world.sent_gift(variant=world.variant("木匣"))]
    for gift in gifts:
        accept(gift.pk, by=world.bo, address=canaries.address())
    own = world.own_order()
    links = (link.sharer or link.promoter).links.all()
    canary = [*of(canaries, own, *[gift.order for gift in gifts]), *[gift.code for gift in gifts]]
    canary += [
        "731.19",
        "73119",
        "¥73.11",
        ",73.11",
        "¥16.80",
        ",16.80",
        ":7311,",
        ":1680,",
        ":7311}",
        ":1680}",
    ]
    told = {False: 0, True: 0}
    for path, text in walk(world.lin, links):
        found = [value for value in canary if value in text]
        assert path.startswith(SHELF) or not found, f"{path} tells {found}"
        sums = ["89.91", "98.71", ":8991", ":9871"]  # of the gifts, and with the own order
        told[path.startswith("/api/")] += any(sum in text for sum in sums)
    assert told[False] > len(QUERIES)
    assert told[True] >= 2  # of the link and of the month
    assert drawn


def test_a_gift_that_waits_for_the_sharer_shows_no_amount_anywhere(canaries, world, link):
    Attribution.objects.remember(world.mei, link, world.shop.pk)
    canaries.gift()
    for path, text in walk(world.lin, [link]):
        assert path.startswith(SHELF) or not any(sum in text for sum in ("73.11", "7311")), path
