import pytest
from django.test import Client

from orders import fulfilment
from orders.models import Order
from sharers.models import Attribution, Sharer


@pytest.fixture
def sharer(world):
    """Lin shares for the Tea House at 7.55 %: of ¥88 that is 664.4 fen."""
    return Sharer.objects.bind(shop=world.shop, user=world.lin, rate_bps=755)


@pytest.fixture
def shared(sharer, world):
    """Mei came by Lin's link."""
    Attribution.objects.remember(world.mei, sharer.shop_link)
    return sharer


@pytest.fixture
def counter(world):
    """Wen, who owns the Tea House, behind the counter."""
    world.shop  # noqa: B018 – opens it, with Wen as its owner
    world.wen.is_staff = True
    world.wen.save()
    client = Client()
    client.force_login(world.wen)
    return client


def complete(order):
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890")
    fulfilment.confirm(order.pk)


def release(order):
    complete(order)
    Order.lock(order.pk)
    fulfilment.release([order.pk])
