"""A copy of one's data: everything of one's own, and of others no more than their pages would show."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.utils.timezone import localdate

from accounts import export
from accounts.models import Notification
from accounts.ports import EXPORTS
from gifts import giving_back
from gifts.acceptance import accept
from giftshop.clock import db_now
from orders import fulfilment
from sharers.models import Attribution, LinkDay, Sharer
from tests.accounts.people import entry
from tests.privacy.canaries import Canaries
from tests.privacy.test_visibility import ALLOWED

URL = "/account/export/"
PASSWORD = "correct-horse-battery"


@pytest.fixture
def mei(client, world):
    client.force_login(world.mei)
    return client


def copy_of(user):
    return json.loads(export.of(user))


def test_the_file_needs_the_password(mei):
    assert mei.get(URL).status_code == 200
    answer = mei.post(URL, {"password": "wrong"})
    assert "password" in answer.context["form"].errors
    assert answer["Content-Type"].startswith("text/html")


def test_the_file_is_for_saving_and_for_no_cache(mei):
    answer = mei.post(URL, {"password": PASSWORD})
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"].startswith('attachment; filename="giftshop-')
    assert answer["Cache-Control"] == "no-store"
    assert json.loads(answer.content)["account"]["nickname"] == "Mei"


def test_whoever_guesses_the_password_is_stopped(mei):
    for _ in range(5):
        mei.post(URL, {"password": "wrong"})
    assert mei.post(URL, {"password": PASSWORD}).status_code == 429


def test_a_visitor_has_nothing_to_download(client, db):
    assert "login" in client.post(URL, {"password": PASSWORD})["Location"]


def test_every_app_that_knows_people_adds_its_part():
    assert {app for app, _ in EXPORTS} == {
        "account",
        "apps",
        "orders",
        "gifts_sent",
        "gifts_received",
        "sharing",
        "work",
    }


def test_account_addresses_and_notices_are_in_it_whole(world):
    entry(world.mei)
    EmailAddress.objects.create(user=world.mei, email="mei@example.com", verified=True, primary=True)
    Notification.objects.create(user=world.mei, event_id=1, kind="order.paid", url="/orders/")
    Notification.objects.create(user=world.mei, event_id=2, kind="long.gone")
    account = copy_of(world.mei)["account"]
    assert account["addresses"][0]["detail"] == "文三路 100 号"
    assert account["addresses"][0]["phone"] == "+8613800138000"
    assert account["emails"] == [{"email": "mei@example.com", "verified": True, "primary": True}]
    assert [notice["words"] != "" for notice in account["notices"]] == [False, True]


def test_where_one_works_and_since_when_a_second_factor_is_asked_for_is_in_it(world):
    world.shop  # noqa: B018
    TOTP.activate(world.wen, "JBSWY3DPEHPK3PXP")
    copy = copy_of(world.wen)
    assert copy["work"] == [{"shop": "茶语小铺", "role": "owner"}]
    assert copy["account"]["second_factor_since"] and "JBSWY3DPEHPK3PXP" not in str(copy)
    assert copy_of(world.mei)["work"] == []


def test_ones_own_orders_are_in_it_with_money_and_address(world):
    order = world.own_order(quantity=2)
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890123")
    back = world.own_order()
    fulfilment.withdraw(back.pk, stock_left=0)
    first, second = copy_of(world.mei)["orders"]
    assert (first["goods_fen"], first["delivery"]["detail"]) == (17600, "文三路 100 号 3 幢 502")
    assert first["parcel"] == {"carrier": "SF", "tracking_number": "SF1234567890123"}
    assert second["parcel"] is None and second["refunds"][0]["amount_fen"] == 8800


def test_what_was_shared_is_in_it(world):
    lins = Sharer.objects.bind(shop=world.shop, user=world.lin, rate_bps=1000)
    Attribution.objects.remember(world.mei, lins.shop_link)
    world.own_order()
    LinkDay.objects.add(lins.shop_link, localdate(db_now()), visits=3, newcomers=2, capped=1)
    sharing = copy_of(world.lin)["sharing"]
    assert sharing["shops"][0]["shop"] == world.shop.name
    (link,) = sharing["links"]
    assert (link["url"], link["shop"]) == (lins.shop_link.public_url, world.shop.name)
    day = str(localdate(db_now()))
    assert link["days"] == [{"day": day, "orders": 1, "visits": 3, "newcomers": 2, "capped": 1}]
    assert not copy_of(world.mei)["sharing"]["shops"]


def texts(value):
    """Every word and number of a file, one by one."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    else:
        yield str(value)


@pytest.mark.parametrize("role", ["giver", "recipient", "stranger"])
def test_of_a_gift_nobody_gets_more_than_the_table_of_who_sees_what_allows(world, role):
    canaries = Canaries(world)
    gift = canaries.gift()
    accept(gift.pk, by=world.bo, address=canaries.address())
    fulfilment.ship(gift.order_id, carrier="SF", tracking_number=canaries.tracking)
    person = {"giver": world.mei, "recipient": world.bo, "stranger": world.lin}[role]
    person.refresh_from_db()
    told = "\n".join(texts(copy_of(person) | {"account": {}}))
    for field, values in canaries.of(gift).items():
        # The file is the recipient's own: the address in it is the one that they typed.
        own = role == "recipient" and field in {"consignee", "phone", "street", "province"}
        if any(value in told for value in values):
            assert own or ALLOWED[role][field] == "yes", field
    assert (gift.greeting in told) == (role != "stranger")
    assert ("73119" in told) == (role == "giver")


def test_it_asks_the_same_number_of_queries_however_much_there_is(world, django_assert_num_queries):
    def live():
        entry(world.mei)
        world.own_order()
        gift = world.sent_gift()
        giving_back.decline(gift.pk, by=world.bo)
        world.accepted_gift(giver=world.bo, by="mei")
        Notification.objects.create(user=world.mei, event_id=gift.pk, kind="gift.sent")

    live()
    export.of(world.mei)
    for _ in range(2):
        # emails, second factor, addresses, notices; posts; orders, lines, after-sales, refunds;
        # gifts sent, lines, after-sales, refunds; received, lines, after-sales;
        # sharing, promoter, commission on orders, on gifts, withdrawals, waivers, showcases
        with django_assert_num_queries(24):
            export.of(world.mei)
        live()
