"""The operator sees whether deadlines are kept, and by which numbers the shop goes."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from gifts.models import Gift
from giftshop.clock import db_now

PAGE = reverse("admin:platform")


@pytest.fixture
def operator(client, db):
    client.force_login(
        User.objects.create_user("op@example.com", "x", nickname="Op", is_staff=True, is_superuser=True)
    )
    return client


def test_what_is_overdue_is_named_with_how_long_it_waits(operator, world):
    gift = world.sent_gift()
    assert "gifts.expire" not in operator.get(PAGE).content.decode()
    late = db_now() - timedelta(minutes=7)
    Gift.objects.filter(pk=gift.pk).update(deadline_at=late, expire_after=late)
    text = operator.get(PAGE).content.decode()
    assert "gifts.expire" in text and "0:07:0" in text and "text-red-700" in text


def test_the_numbers_are_shown_as_people_say_them(operator, settings):
    settings.GIFT_ACCEPT_WINDOW = timedelta(hours=24)
    text = operator.get(PAGE).content.decode()
    assert "24 小时" in text and "¥10,000" in text and "1 %" in text


def test_it_is_the_operators_alone(client, world):
    client.force_login(world.person("lin", is_staff=True))
    assert client.get(PAGE).status_code == 403
