"""What following a share link remembers, and what it does not."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from orders import referrals
from orders.models import Order
from sharers.models import Attribution, ShareLink, Sharer
from shops.models import Shop


def link_of(sharer, product=None):
    return ShareLink.objects.get_or_create(sharer=sharer, product=product)[0]


def follow(client, sharer, product=None):
    return client.get(f"/s/{link_of(sharer, product).code}")


def buy(client, world):
    variant = world.variant()
    address = world.address()
    fields = {
        name: getattr(address, name) for name in ["consignee", "province", "city", "district", "detail"]
    }
    answer = client.post(
        f"/buy/?variant={variant.pk}",
        {**fields, "phone": "13800138000", "price_fen": variant.price_fen, "quantity": 1},
    )
    assert answer.status_code == 302, answer.content.decode()
    return Order.objects.latest("pk")


def send(client, world):
    variant = world.variant()
    answer = client.post(
        f"/send/?variant={variant.pk}", {"price_fen": variant.price_fen, "cover": "classic", "greeting": ""}
    )
    assert answer.status_code == 302, answer.content.decode()
    return Order.objects.latest("pk")


def payees(order):
    return list(order.splits.values_list("payee_key", flat=True))


def test_a_link_leads_to_the_clean_address_and_no_cache_keeps_it(client, world, sharer):
    answer = follow(client, sharer)
    assert (answer.status_code, answer["Location"]) == (302, "/shops/tea-house/")
    assert answer["Cache-Control"] == "no-store"
    answer = follow(client, sharer, world.tea)
    assert answer["Location"] == f"/p/{world.tea.pk}/"


def test_a_product_off_the_shelf_gives_way_to_the_shop(client, world, sharer):
    tea = world.tea
    type(tea).objects.filter(pk=tea.pk).update(on_shelf=False)
    assert follow(client, sharer, tea)["Location"] == "/shops/tea-house/"


def test_an_unknown_code_is_not_found(client, world):
    assert client.get("/s/NOSUCHCODE12").status_code == 404


@pytest.mark.parametrize("order", [buy, send])
def test_a_visit_before_logging_in_counts_for_what_is_ordered_afterwards(world, sharer, order):
    client = Client()
    follow(client, sharer)
    client.force_login(world.mei)
    assert payees(order(client, world)) == [f"user:{world.lin.pk}"]
    assert not Attribution.objects.exists()


@pytest.mark.parametrize("order", [buy, send])
def test_a_visit_while_logged_in_counts_on_every_device(world, sharer, order):
    phone, desk = Client(), Client()
    phone.force_login(world.mei)
    desk.force_login(world.mei)
    follow(phone, sharer)
    assert payees(order(desk, world)) == [f"user:{world.lin.pk}"]


def test_the_later_of_session_and_account_wins(world, sharer):
    chen = Sharer.objects.bind(shop=world.shop, user=world.chen, rate_bps=100)
    client, phone = Client(), Client()
    follow(client, sharer)
    client.force_login(world.mei)
    phone.force_login(world.mei)
    follow(phone, chen)
    assert payees(buy(client, world)) == [f"user:{world.chen.pk}"]
    follow(client, sharer)
    assert payees(buy(client, world)) == [f"user:{world.lin.pk}"]


def test_a_session_forgets_after_seven_days(client, world, sharer, settings):
    follow(client, sharer)
    client.force_login(world.mei)
    settings.SHARE_REMEMBERED = timedelta(microseconds=1)
    assert payees(buy(client, world)) == []


def test_a_link_of_another_shop_changes_nothing_here(client, world, sharer):
    other = Shop.objects.create(code="other", name="别家", default_commission_bps=500)
    client.force_login(world.mei)
    follow(client, sharer)
    follow(client, Sharer.objects.bind(shop=other, user=world.chen))
    assert payees(buy(client, world)) == [f"user:{world.lin.pk}"]


def test_a_dead_link_still_leads_somewhere_but_is_not_remembered(client, world, sharer):
    client.force_login(world.mei)
    Sharer.objects.leave()
    assert follow(client, sharer).status_code == 302
    assert referrals.KEY not in client.session
    assert not Attribution.objects.exists()


def test_a_session_remembers_a_bounded_number_of_shops(rf, db):
    request = rf.get("/")
    request.session = {}
    for shop_id in range(referrals.KEPT + 1):
        referrals.remember(request, shop_id, "CODE")
    assert referrals.recall(request, 0) is None
    assert referrals.recall(request, referrals.KEPT).code == "CODE"
    assert len(request.session[referrals.KEY]) == referrals.KEPT


def test_the_database_refuses_a_second_link_to_the_same_place(world, sharer):
    for product in [None, world.tea]:
        link_of(sharer, product)
        with pytest.raises(IntegrityError), transaction.atomic():
            ShareLink.objects.create(sharer=sharer, product=product)
