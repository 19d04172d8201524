"""What the operator sees of withdrawals, and can do."""

from datetime import timedelta
from html import unescape

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from giftshop.clock import db_now
from sharers.admin.withdrawal import OURS
from sharers.models import Withdrawal
from tests.sharers.withdrawals.conftest import ask, carry_out, take, waiting

LIST = "admin:sharers_withdrawal_changelist"


@pytest.fixture
def operator(world):
    client = Client()
    client.force_login(world.person("ops", is_staff=True, is_superuser=True))
    return client


def test_they_find_it_by_number_and_by_e_mail_and_read_no_secret(operator, rich):
    withdrawal = waiting(rich, amount_fen=200_000, name="林一一", openid="oLin555666")
    for word in (withdrawal.number, rich.email):
        assert withdrawal.number in operator.get(reverse(LIST), {"q": word}).text
    assert withdrawal.number not in operator.get(reverse(LIST), {"q": "ABCDEFGH"}).text
    page = operator.get(reverse("admin:sharers_withdrawal_change", args=[withdrawal.pk])).text
    assert "¥2,000" in page
    assert "林一一" not in page and "oLin555666" not in page


def test_they_read_what_to_do_about_an_empty_account_of_the_platforms_own(operator, earned):
    withdrawal = ask(earned)
    page = reverse("admin:sharers_withdrawal_change", args=[withdrawal.pk])
    for code, words in OURS.items():
        Withdrawal.objects.update(last_error=code)
        assert str(words) in unescape(operator.get(page).text)


def test_they_have_open_ones_asked_about_at_once(operator, earned):
    ended = waiting(earned, amount_fen=100)
    take(ended)
    carry_out(ended)
    waits = waiting(earned, amount_fen=100)
    Withdrawal.objects.update(next_try_at=db_now() + timedelta(hours=1))
    asked = {"action": "ask_again", "_selected_action": [ended.pk, waits.pk]}
    assert operator.post(reverse(LIST), asked).status_code == 302
    assert list(Withdrawal.objects.due()) == [waits]
    assert LogEntry.objects.get().object_id == str(waits.pk)


def test_they_change_nothing_by_hand(operator, earned):
    withdrawal = ask(earned)
    page = reverse("admin:sharers_withdrawal_change", args=[withdrawal.pk])
    assert operator.post(page, {"amount_fen": 1}).status_code == 403
    assert operator.get(reverse("admin:sharers_withdrawal_add")).status_code == 403
