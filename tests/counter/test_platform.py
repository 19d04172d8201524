"""The operator sees whether deadlines are kept, and by which numbers the shop goes."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from accounts.models import User
from gifts.models import Gift
from giftshop import settings as source
from giftshop.clock import db_now
from giftshop.counter.platform import RULES

PAGE = reverse("admin:platform")
# Numbers of the machine: nothing that a shopper or a merchant could notice depends on them.
OF_THE_MACHINE = {
    "CONN_MAX_AGE",
    "EMAIL_TIMEOUT",
    "SECURE_HSTS_SECONDS",
    "TRUSTED_PROXIES",
    "WEBHOOK_SENDERS",
}


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


def numbers_from_the_environment():
    calls = [
        node for node in ast.walk(ast.parse(Path(source.__file__).read_text())) if isinstance(node, ast.Call)
    ]
    readers = {"duration", "durations", "number", "rate", "steps"}
    return [
        call.args[0].value for call in calls if isinstance(call.func, ast.Name) and call.func.id in readers
    ]


def test_every_number_from_the_environment_is_shown_unless_it_is_the_machines(operator):
    text = operator.get(PAGE).content.decode()
    names = numbers_from_the_environment()
    assert sorted({*RULES, *OF_THE_MACHINE}) == sorted(names)
    assert [name for name in names if name not in OF_THE_MACHINE and f">{name}<" not in text] == []


@pytest.mark.parametrize(
    ("seconds", "words"), [(86_400, "24 h"), (5_400, "90 min"), (60, "1 min"), (90, "90 s"), (30, "30 s")]
)
def test_a_duration_is_never_rounded(operator, settings, seconds, words):
    settings.NOTICE_MAIL_AFTER = timedelta(seconds=seconds)
    text = operator.get(PAGE, headers={"accept-language": "en"}).content.decode()
    assert f'>NOTICE_MAIL_AFTER</th><td class="text-right">{words}<' in text


def test_limits_are_shown_as_so_many_a_minute(operator, settings):
    settings.LINK_RATE = "31/m"
    assert "31 a minute" in operator.get(PAGE, headers={"accept-language": "en"}).content.decode()


def test_it_is_the_operators_alone(client, world):
    client.force_login(world.person("lin", is_staff=True))
    assert client.get(PAGE).status_code == 403
