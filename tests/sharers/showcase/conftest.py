from datetime import timedelta

import pytest
from django.test import Client

from giftshop.clock import db_now
from sharers.models import Promoter, Showcase, Slot
from shops.models import Shop, Variant
from tests.sharers.agents import PEOPLE


@pytest.fixture
def showcase(world):
    """Lin's: the Tea House pays promoters 8 %, and a tin of tea costs ¥80 instead of ¥88 by way of a showcase."""
    Shop.objects.filter(pk=world.shop.pk).update(promoter_bps=800)
    Variant.objects.filter(product=world.tea, name="罐装").update(showcase_price_fen=8000)
    showcase = opened(world.lin, "小林的购物号")
    showcase.place(1, world.tea)
    return showcase


def opened(person, name, **fields):
    showcase = Showcase.objects.open(Promoter.objects.join(person), name)
    if fields:
        showcase.edit(**fields)
    return showcase


def unlock(showcase):
    """As if the days had passed for which a slot is locked."""
    Slot.objects.filter(showcase=showcase).update(changed_at=db_now() - timedelta(days=4))


def browser(person=None):
    client = Client(headers={"accept-language": "en", "user-agent": PEOPLE[0]})
    if person:
        client.force_login(person)
    return client
