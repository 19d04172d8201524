"""Promoters and channels: whose link counts where, at which rate, and for whom it does not."""

import pytest
from django.db import IntegrityError, transaction

from sharers.models import Attribution, Channel, LinkedOrder, Promoter, ShareLink
from shops.models import Product, Shop


@pytest.fixture
def promoter(world):
    """Lin works across shops; the Tea House pays promoters 6 %."""
    Shop.objects.filter(pk=world.shop.pk).update(promoter_bps=600, default_commission_bps=300)
    return Promoter.objects.join(world.lin)


@pytest.fixture
def link(promoter, world):
    return ShareLink.objects.create(promoter=promoter, shop=world.shop, product=world.tea)


def bought(world, link):
    """(payee, bps) of what Mei orders after coming by the link, and whether the order counts for it."""
    Attribution.objects.remember(world.mei, link)
    order = world.own_order(buyer=world.mei)
    shares = list(order.splits.values_list("payee_key", "bps"))
    return shares, LinkedOrder.objects.filter(order=order, link=link).exists()


def test_a_promoter_earns_the_shops_rate_for_promoters(world, link):
    assert bought(world, link) == ([(f"user:{world.lin.pk}", 600)], True)


def test_a_products_own_rate_goes_before_the_shops(world, link, sharer):
    Product.objects.filter(pk=world.tea.pk).update(promoter_bps=900, sharer_bps=50)
    assert bought(world, link)[0] == [(f"user:{world.lin.pk}", 900)]
    assert bought(world, sharer.shop_link)[0] == [(f"user:{world.lin.pk}", 50)]


def test_a_sharer_earns_their_own_rate_else_the_shops(world, promoter, sharer):
    assert bought(world, sharer.shop_link)[0] == [(f"user:{world.lin.pk}", 755)]
    type(sharer).objects.update(rate_bps=None)
    assert bought(world, sharer.shop_link)[0] == [(f"user:{world.lin.pk}", 300)]


def test_where_a_shop_takes_no_promoters_an_order_counts_and_earns_nothing(world, link):
    Shop.objects.update(promoter_bps=None)
    Product.objects.update(promoter_bps=900)
    assert bought(world, link) == ([], True)


def test_a_suspended_promoter_earns_nothing_and_nothing_counts(world, promoter, link):
    promoter.suspend()
    assert bought(world, link) == ([], False)
    promoter.resume()
    assert bought(world, link)[1]


def test_a_channel_counts_and_earns_nothing_and_the_last_link_wins(world, link):
    till = Channel.objects.create(shop=world.shop, name="收银台", kind="till").links.create()
    assert bought(world, till) == ([], True)
    assert bought(world, link)[0]
    assert bought(world, till) == ([], True)
    Channel.objects.update(active=False)
    assert bought(world, till) == ([], False)


def test_nobody_earns_or_counts_on_what_they_buy_themselves(world, link):
    Attribution.objects.remember(world.lin, link)
    order = world.own_order(buyer=world.lin)
    assert not order.splits.exists() and not LinkedOrder.objects.exists()


@pytest.mark.parametrize(
    "wrong", ["two owners", "no owner", "no target", "the same twice", "a rate beyond the limit"]
)
def test_the_database_refuses_what_cannot_be(world, promoter, link, sharer, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        if wrong == "two owners":
            ShareLink.objects.filter(pk=link.pk).update(sharer=sharer)
        elif wrong == "no owner":
            ShareLink.objects.filter(pk=link.pk).update(promoter=None)
        elif wrong == "no target":
            ShareLink.objects.filter(pk=link.pk).update(shop=None)
        elif wrong == "the same twice":
            ShareLink.objects.create(promoter=promoter, shop=world.shop, product=world.tea)
        else:
            Product.objects.update(promoter_bps=2901)
