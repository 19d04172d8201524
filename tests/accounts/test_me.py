"""The page “Me”: what waits for a person, and the ways onward."""

from datetime import timedelta

import pytest
from django.test import Client

from gifts.models import Gift
from orders import fulfilment
from sharers.models import Promoter, Sharer


@pytest.fixture
def mei(world):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.mei)
    return client


def counts(client):
    page = client.get("/account/")
    return {entry.icon: entry.count for entry in [*page.context["orders"], *page.context["entries"]]}


def test_orders_are_counted_by_what_is_to_be_done(mei, world):
    world.own_order(paid=False)
    world.own_order()
    order = world.own_order()
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890123")
    world.own_order(buyer=world.bo)
    found = counts(mei)
    assert (found["wallet"], found["box"], found["truck"]) == (1, 1, 1)


def test_a_gift_that_waits_for_oneself_is_counted(mei, world):
    world.accepted_gift(giver=world.bo, by="mei")
    assert counts(mei)["heart"] == 0
    world.sent_gift(giver=world.bo, contact_id=world.mei.pk)
    assert counts(mei)["heart"] == 1 == Gift.objects.filter(contact=world.mei).count()


def test_a_sharer_finds_the_page_and_others_how_to_become_one(mei, world):
    def words():
        return [
            str(entry.words) for entry in mei.get("/account/").context["entries"] if entry.url == "/share/"
        ]

    assert words() == ["Become a sharer"]
    Sharer.objects.bind(shop=world.shop, user=world.mei, rate_bps=1000)
    assert words() == ["Sharing"]


def test_a_promoter_finds_it_too(mei, world):
    Promoter.objects.join(world.mei)
    assert "Become a sharer" not in mei.get("/account/").content.decode()


def test_every_count_costs_one_query_however_much_there_is(mei, world, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(6):  # session, person, orders, gifts, sharers, notices
            mei.get("/account/")
        for _ in range(3):
            world.own_order()


@pytest.mark.parametrize(
    "path, queries",
    [
        ("/account/settings/", 2),
        ("/account/profile/", 2),
        ("/account/picture/", 2),
        ("/account/mails/", 3),
        ("/account/export/", 2),
        ("/account/leave/", 2),
        ("/account/addresses/", 3),
    ],
)
def test_the_pages_of_an_account_ask_little(mei, path, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):  # session, person, and what the page is about
        assert mei.get(path).headers["Cache-Control"] == "no-store"


def test_addresses_are_read_at_once(mei, world, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(3):
            mei.get("/account/addresses/")
        for _ in range(3):
            address = world.address()
            address.user = world.mei
            address.keep()


def test_the_rules_are_told_to_everybody_with_the_numbers_of_this_shop(
    db, settings, django_assert_num_queries
):
    settings.GIFT_ACCEPT_WINDOW = timedelta(hours=36)
    settings.CONFIRM_AFTER = timedelta(days=12)
    settings.PAYMENT_WINDOW = timedelta(minutes=45)
    settings.GIFT_MAX_PRICE_FEN = 123_400
    client = Client(headers={"accept-language": "en"})
    with django_assert_num_queries(0):
        page = client.get("/help/").content.decode()
    for words in ["36 hours", "12 days", "45 minutes", "¥1,234"]:
        assert words in page


def test_who_works_in_a_shop_finds_the_way_behind_the_counter(mei, world):
    assert 'href="/admin/"' not in mei.get("/account/").content.decode()
    world.mei.is_staff = True
    world.mei.save()
    assert 'href="/admin/"' in mei.get("/account/").content.decode()
