import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from giftshop.clock import db_now
from sharers.models import Promoter
from shops.models import Shop


@pytest.fixture
def lin(world):
    return signed_in(world.lin)


@pytest.fixture
def promoter(world):
    """Lin, across shops; the Tea House works with promoters at 5 %."""
    Shop.objects.filter(pk=world.shop.pk).update(promoter_bps=500)
    return Promoter.objects.join(world.lin)


def signed_in(person):
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def today():
    return localdate(db_now())


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
