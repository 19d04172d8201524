"""专属价, from the tap on a product to the order and the commission."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gifts.acceptance import accept
from gifts.models import Gift
from orders.models import Order
from payments import ledger
from sharers.models import Attribution, LinkedOrder
from shops.models import Shop, Variant
from tests.books import broken
from tests.sharers.conftest import release
from tests.sharers.showcase.conftest import browser, unlock


@pytest.fixture
def mei(world):
    return browser(world.mei)


@pytest.fixture
def tapped(mei, showcase, world):
    """Mei has come to the tea by Lin's showcase."""
    answer = mei.get(reverse("sharers:showcase_product", args=[showcase.code, 1]))
    assert answer["Location"] == world.tea.get_absolute_url()
    return mei


def shown(client, world, page="/buy/"):
    return client.get(f"{page}?variant={world.variant().pk}").content.decode()


def buy(client, world, price_fen=8000):
    address = world.address()
    names = ["consignee", "province", "city", "district", "detail"]
    fields = {name: getattr(address, name) for name in names} | {"phone": "13800138000", "quantity": 1}
    answer = client.post(f"/buy/?variant={world.variant().pk}", fields | {"price_fen": price_fen})
    assert answer.status_code == 302, answer.content.decode()
    return Order.objects.latest("pk")


def send(client, world):
    fields = {"price_fen": 8000, "cover": "classic", "greeting": ""}
    answer = client.post(f"/send/?variant={world.variant().pk}", fields)
    assert answer.status_code == 302, answer.content.decode()
    return Gift.objects.latest("pk")


def offered(client, world):
    html = shown(client, world)
    assert ("Showcase price" in html) == ("¥80 <del" in html)
    return "¥80 <del" in html


def test_the_price_is_shown_charged_and_paid_commission_on(tapped, world, showcase):
    assert offered(tapped, world)
    order = buy(tapped, world)
    assert (order.goods_fen, order.line.unit_price_fen, order.line.at_special_price) == (8000, 8000, True)
    assert LinkedOrder.objects.get(order=order).link == showcase.link
    world.pay(order)
    release(order)
    assert ledger.balance("sharer_payable", f"user:{world.lin.pk}") == 640
    assert not broken()


def test_a_gift_costs_it_too_and_only_what_costs_the_same_there_can_be_swapped_for(tapped, world):
    Variant.objects.filter(name="盒装").update(showcase_price_fen=8000)
    Variant.objects.filter(name="木匣").update(price_fen=8000)
    gift = send(tapped, world)
    world.pay(gift.order)
    browser_of_bo = browser(world.bo)
    gift.refresh_from_db()
    browser_of_bo.get(gift_link(gift))
    choices = browser_of_bo.get(reverse("gifts:inside", args=[gift.code])).content.decode()
    assert "盒装" in choices and "木匣" not in choices
    accept(gift.pk, by=world.bo, variant_id=world.variant("盒装").pk, address=world.address())
    assert Order.objects.get(pk=gift.order_id).goods_fen == 8000


def gift_link(gift):
    from gifts import links

    return f"/g/{gift.code}-{links.token(gift)}"


def test_without_the_visit_it_is_the_list_price(mei, world, showcase):
    mei.get(showcase.get_absolute_url())
    assert not offered(mei, world)
    assert not buy(mei, world, 8800).line.at_special_price


def test_before_logging_in_counts_as_well(world, showcase):
    client = browser()
    client.get(reverse("sharers:showcase_product", args=[showcase.code, 1]))
    client.force_login(world.mei)
    assert offered(client, world)


def test_after_seven_days_it_is_over(tapped, world, settings):
    settings.SHARE_REMEMBERED = timedelta(microseconds=1)
    assert not offered(tapped, world)


@pytest.mark.parametrize(
    "end",
    [
        lambda showcase: unlock(showcase) or showcase.empty(1),
        lambda showcase: showcase.take_down(),
        lambda showcase: showcase.edit(shown=False),
        lambda showcase: showcase.promoter.suspend(),
        lambda showcase: Variant.objects.update(showcase_price_fen=None),
        lambda showcase: Variant.objects.update(showcase_price_fen=8800),
    ],
)
def test_it_ends_with_what_it_depends_on(tapped, world, showcase, end):
    end(showcase)
    assert not offered(tapped, world)


def test_whoever_was_shown_it_is_told_when_it_has_ended(tapped, world, showcase):
    showcase.take_down()
    fields = {"price_fen": 8000, "cover": "classic", "greeting": ""}
    answer = tapped.post(f"/send/?variant={world.variant().pk}", fields)
    assert answer.status_code == 422
    assert not Order.objects.exists()


def test_a_shop_without_promoters_offers_its_price_and_pays_nothing(tapped, world, showcase):
    Shop.objects.update(promoter_bps=None)
    order = buy(tapped, world)
    assert not order.splits.exists()
    assert LinkedOrder.objects.get(order=order).link == showcase.link


def test_the_products_own_rate_goes_before_the_shops(tapped, world):
    type(world.tea).objects.update(promoter_bps=1500)
    assert list(buy(tapped, world).splits.values_list("payee_key", "bps")) == [(f"user:{world.lin.pk}", 1500)]


def test_the_owner_earns_nothing_on_what_the_owner_buys(world, showcase):
    lin = browser(world.lin)
    lin.get(reverse("sharers:showcase_product", args=[showcase.code, 1]))
    order = buy(lin, world, 8000)
    assert not order.splits.exists() and not LinkedOrder.objects.exists()
    assert Attribution.objects.count() == 1
