"""What a person is told of a withdrawal, and what the copy of their data holds."""

import json

import pytest
from django.utils.translation import override

from accounts import export, notices
from accounts.ports import NOTICE_TEXTS, NOTICE_TOPICS
from giftshop.models import Event
from payments.providers.base import Transfer, TransferState
from sharers.withdrawals import executor, waiving
from sharers.withdrawals.notices import FAILED
from sharers.withdrawals.notices import _tell as tell
from sharers.withdrawals.reasons import CODES, Why
from tests.sharers.withdrawals.conftest import a_day_passes, carry_out, take, waiting


def told(person):
    """As the sweep writes them; it waits for transactions that a test has open."""
    for event in Event.objects.filter(kind__startswith="withdrawal.").order_by("pk"):
        for notice in tell(event) if event.kind != "withdrawal.requested" else []:
            with override("en"):
                yield notice.user_id == person.pk, notice.kind, notices.words(notice.kind, notice.data)


def test_there_is_something_to_confirm_and_until_when(earned):
    withdrawal = waiting(earned)
    [(mine, kind, words)] = told(earned)
    assert mine and kind == "withdrawal.waiting"
    assert words.startswith("¥6.64 of your commission wait for your confirmation, until ")
    assert tell(Event.objects.get(kind=kind))[0].url == withdrawal.get_absolute_url()


@pytest.mark.parametrize(("end", "word"), [(take, "have been paid"), (lambda w: a_day_passes(), "in time")])
def test_the_end_is_told(earned, end, word):
    withdrawal = waiting(earned)
    end(withdrawal)
    carry_out(withdrawal)
    assert word in list(told(earned))[-1][2]


@pytest.mark.parametrize(
    ("code", "word"),
    [("NAME_NOT_CORRECT", "name"), ("ACCOUNT_FROZEN", "cannot take"), ("X", "withdrawn again")],
)
def test_a_failure_says_why(earned, code, word):
    withdrawal = waiting(earned)
    executor.record(withdrawal.pk, Transfer(TransferState.FAILED, reason=code))
    assert word in list(told(earned))[-1][2]


def test_every_reason_has_its_words_and_a_topic():
    for one in Why:
        assert NOTICE_TEXTS.get(f"{FAILED}.{one}") and NOTICE_TOPICS.get(f"{FAILED}.{one}") == "money"
    assert set(CODES.values()) < set(Why)


def test_the_copy_of_ones_data_has_them(earned):
    withdrawal = waiting(earned, amount_fen=600)
    take(withdrawal)
    carry_out(withdrawal)
    waiving.waive(earned)
    copy = json.loads(export.of(earned))["sharing"]
    assert [(one["number"], one["amount_fen"], one["state"]) for one in copy["withdrawals"]] == [
        (withdrawal.number, 600, "paid")
    ]
    assert copy["waivers"][0]["amount_fen"] == 64
