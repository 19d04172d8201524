"""The owner closes the shop for a while: all stays to be seen, nothing new is bought, what is under way goes on."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gifts.acceptance import accept
from orders import checkout
from shops.models import Product, Shop, Staff, Variant
from shops.refusals import ShopClosed

pytestmark = pytest.mark.django_db

WORDS = "春节休息，初八开门"


def close(words=WORDS):
    Shop.objects.update(open=False, closed_words=words)


@pytest.mark.parametrize("kind", ["own", "gift"])
def test_nothing_is_bought_while_it_is_closed(world, kind):
    variant = world.variant()
    close()
    with pytest.raises(ShopClosed) as refusal:
        checkout.place(buyer=world.mei, variant_id=variant.pk, quantity=1, price_fen=8800, kind=kind)
    assert refusal.value.detail == WORDS
    Shop.objects.update(open=True)
    checkout.place(buyer=world.mei, variant_id=variant.pk, quantity=1, price_fen=8800, kind=kind)


def test_without_words_the_shop_says_so_in_ours(world):
    world.shop  # noqa: B018
    close("")
    assert world.variant().sale_refusal().detail == ShopClosed.detail


def test_what_is_pending_or_paid_goes_on(world):
    gift, order, unpaid = world.sent_gift(), world.own_order(paid=False), world.unpaid_gift()
    close()
    accept(gift.pk, by=world.bo, address=world.address())
    for waiting in (order, unpaid.order):
        world.pay(waiting)
    assert order.state == "to_ship" and unpaid.order.state == "awaiting_acceptance"


def test_a_pending_gift_is_still_swapped(world):
    gift, box = world.sent_gift(), world.variant("盒装")
    close()
    accept(gift.pk, by=world.bo, address=world.address(), variant_id=box.pk)
    assert Variant.objects.get(pk=box.pk).stock == 9


def test_pages_that_were_kept_say_so_at_once(client, world):
    pages = ["/", world.shop.get_absolute_url(), world.tea.get_absolute_url()]
    before = [client.get(page).content.decode() for page in pages]
    shop = Shop.objects.get()
    shop.open, shop.closed_words = False, WORDS
    shop.save()
    after = [client.get(page).content.decode() for page in pages]
    for old, new in zip(before, after, strict=True):
        assert "明前龙井" in old and "明前龙井" in new
        assert 'class="tag tag_on"' in old and 'class="tag tag_on"' not in new
    assert WORDS in after[1] and WORDS in after[2]
    buttons = [reverse("gifts:send"), 'form="choose"']
    assert all(button in before[2] and button not in after[2] for button in buttons)


def test_the_pages_that_buy_refuse_in_the_shops_words(client, world):
    client.force_login(world.mei)
    pages = [f"{reverse(name)}?variant={world.variant().pk}" for name in ("orders:buy", "gifts:send")]
    close()
    for page in pages:
        for answer in (client.get(page), client.post(page)):
            assert answer.status_code == 409 and WORDS in answer.content.decode()


def test_the_api_refuses_with_its_own_code(client, world):
    client.force_login(world.mei)
    body = {"variant": world.variant().pk, "price_fen": 8800}
    close()
    key = {"Idempotency-Key": "a-wish"}
    answer = client.post("/api/v1/gifts", body, content_type="application/json", headers=key)
    assert answer.status_code == 409
    assert (answer.json()["code"], answer.json()["detail"]) == ("shop-closed", WORDS)
    product = client.get(f"/api/v1/products/{world.tea.pk}").json()
    assert not product["giftable"] and product["not_giftable_because"]["code"] == "shop-closed"


def test_lists_by_the_same_rule(world):
    world.tea  # noqa: B018
    close()
    assert not Variant.objects.for_sale().exists()
    assert not Product.objects.giftable().exists()
    assert Product.objects.visible().exists()


def test_the_owner_closes_it_on_its_page(client, world):
    wen = world.person("wen", is_staff=True)
    Staff.objects.get_or_create(shop=world.shop, user=wen, defaults={"role": "owner"})
    client.force_login(wen)
    page = reverse("admin:shops_shop_change", args=[world.shop.pk])
    fields = {
        "name": "茶语小铺",
        "closed_words": WORDS,
        "freight_fen": "0",
        "gift_freight_fen": "0",
        "gifting": "on",
        "default_commission_bps": "0",
    }
    assert client.post(page, fields).status_code == 302
    shop = Shop.objects.get()
    assert (shop.open, shop.closed_words) == (False, WORDS)
    assert client.post(page, fields | {"closed_words": "字" * 61}).status_code == 200
    assert client.post(page, fields | {"closed_words": "a\u202eb"}).status_code == 200
    assert client.post(page, fields | {"open": "on"}).status_code == 302
    assert Shop.objects.get().open


def test_the_database_knows_no_other_state(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Shop.objects.filter(pk=world.shop.pk).update(state="closed")
