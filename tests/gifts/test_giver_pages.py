"""Sending a gift, and the giver's page of it."""

import re

import pytest
from django.test import Client

from gifts import giving_back, links
from gifts.models import Gift
from orders import fulfilment
from orders.models import Order
from shops.models import Category, Product, Variant


@pytest.fixture
def mei(client, world):
    client.force_login(world.mei)
    return client


def send(client, variant, **fields):
    form = {"price_fen": variant.price_fen, "greeting": "", "cover": "classic"} | fields
    return client.post(f"/send/?variant={variant.pk}", form)


def test_sending_leads_to_the_cashier_with_an_unpaid_gift(mei, world):
    answer = send(mei, world.variant(), greeting="生日快乐", cover="birthday")
    gift = Gift.objects.get()
    assert answer.headers["Location"] == f"/payments/{gift.order.payment.number}/"
    assert (gift.state, gift.greeting, gift.cover) == ("unpaid", "生日快乐", "birthday")
    assert world.variant().stock == 9


def test_an_empty_greeting_becomes_the_usual_words(mei, world):
    send(mei, world.variant())
    assert Gift.objects.get().greeting == "送你一份礼物，请收下"


@pytest.mark.parametrize("greeting", ["好" * 61, "a\x00b", "a\u202eb"])
def test_a_greeting_that_is_too_long_or_not_plain_is_refused(mei, world, greeting):
    assert send(mei, world.variant(), greeting=greeting).status_code == 422
    assert not Gift.objects.exists()
    assert world.variant().stock == 10


def test_a_changed_price_is_shown_and_not_charged(mei, world):
    variant = world.variant()
    Variant.objects.filter(pk=variant.pk).update(price_fen=9900)
    answer = send(mei, variant)
    assert answer.status_code == 422
    assert re.search(r'name="price_fen"[^>]*value="9900"', answer.content.decode())
    assert not Order.objects.exists()


def test_a_login_is_needed(client, world):
    assert "login" in client.get(f"/send/?variant={world.variant().pk}").headers["Location"]


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 30, "-1", "１"])
def test_a_variant_that_is_none_is_refused(mei, number):
    assert mei.get(f"/send/?variant={number}").status_code == 409


def test_goods_that_cannot_be_given_say_why(mei, world):
    variant = world.variant()
    Product.objects.filter(pk=variant.product_id).update(category=Category.objects.get(slug="rings"))
    answer = mei.get(f"/send/?variant={variant.pk}")
    assert answer.status_code == 409
    assert "不支持" in answer.content.decode() or "不能" in answer.content.decode()


def test_only_a_contact_can_be_named(mei, world):
    assert send(mei, world.variant(), contact=world.bo.pk).status_code == 422
    world.accepted_gift(by="bo")
    assert send(mei, world.variant(), contact=world.bo.pk).status_code == 302


def test_the_sent_page_shows_link_and_countdown_to_the_giver_alone(mei, world):
    gift = world.sent_gift()
    page = mei.get(f"/gifts/{gift.code}/")
    assert links.public_url(gift) in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    for stranger in [world.bo, world.lin]:
        other = Client()
        other.force_login(stranger)
        assert other.get(f"/gifts/{gift.code}/").status_code == 404
        assert other.post(f"/gifts/{gift.code}/link").status_code == 404
    assert "login" in Client().get(f"/gifts/{gift.code}/").headers["Location"]


def test_the_live_part_follows_the_gift(mei, world):
    gift = world.sent_gift()
    assert "待收下" in mei.get(f"/gifts/{gift.code}/state").content.decode()
    giving_back.decline(gift.pk, by=world.bo)
    state = mei.get(f"/gifts/{gift.code}/state").content.decode()
    assert "¥88" in state
    assert links.token(gift) not in state


def test_the_live_part_stays_as_it_is_while_nothing_changes(mei, world):
    gift = world.sent_gift()
    page = mei.get(f"/gifts/{gift.code}/").content.decode()
    again = re.search(r'hx-get="(/gifts/[^"]+)"', page)[1]
    assert mei.get(again).status_code == 204
    mei.post(f"/gifts/{gift.code}/link")
    changed = mei.get(again)
    assert changed.status_code == 200
    assert again not in changed.content.decode()


def test_the_sent_page_offers_every_way_to_send(mei, world):
    gift = world.sent_gift(greeting='"><script>alert(1)</script>')
    page = mei.get(f"/gifts/{gift.code}/").content.decode()
    for way in ["data-share=", "data-copy=", f"/gifts/{gift.code}/card.png", "data:image/svg+xml"]:
        assert way in page
    assert "<script>alert" not in page


def test_a_link_is_replaced_only_while_the_gift_is_pending(mei, world):
    gift = world.accepted_gift()
    assert mei.post(f"/gifts/{gift.code}/link").status_code == 410


def test_the_giver_sees_how_shipping_stands_but_no_tracking_number(mei, world):
    gift = world.accepted_gift()
    fulfilment.ship(gift.order_id, carrier="SF", tracking_number="SF1234567890123")
    page = mei.get(f"/gifts/{gift.code}/").content.decode()
    assert "SF1234567890123" not in page
    assert "王小波" not in page


def test_lists_ask_the_same_number_of_queries_however_long(mei, world, django_assert_num_queries):
    for count in [1, 6]:
        for _ in range(count):
            world.sent_gift()
        with django_assert_num_queries(4):  # session, person, gifts, lines
            mei.get("/gifts/")
    with django_assert_num_queries(6):  # session, person, gift, line, what happened meanwhile, notices
        mei.get(f"/gifts/{Gift.objects.first().code}/")
