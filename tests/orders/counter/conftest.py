"""People behind the counter of the Tea House, and what lies on it."""

from datetime import timedelta

import pytest
from django.test import Client

from giftshop.clock import db_now
from orders.models import Order
from shops.models import Shop, Staff


def behind_the_counter(person, **fields):
    person.is_staff = True
    for name, value in fields.items():
        setattr(person, name, value)
    person.save()
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


@pytest.fixture
def owner(world):
    world.shop  # noqa: B018
    return behind_the_counter(world.wen)


@pytest.fixture
def clerk(world):
    Staff.objects.create(shop=world.shop, user=world.lin, role="clerk")
    return behind_the_counter(world.lin)


@pytest.fixture
def operator(world):
    return behind_the_counter(world.chen, is_superuser=True)


@pytest.fixture
def stranger(world):
    """The owner of another shop."""
    person = world.person("xue")
    Staff.objects.create(shop=Shop.objects.create(code="other", name="别家"), user=person, role="owner")
    return behind_the_counter(person)


def due_in(order, hours):
    Order.objects.filter(pk=order.pk).update(ship_due_at=db_now() + timedelta(hours=hours))


def state(order):
    return Order.objects.get(pk=order.pk).state
