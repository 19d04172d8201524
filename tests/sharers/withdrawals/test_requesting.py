"""Asking for one's commission."""

import pytest
from django.db import IntegrityError, connection, transaction

from giftshop.clock import db_now
from giftshop.models import Event
from payments.providers.base import NAMED_FROM_FEN
from sharers.models import Withdrawal
from sharers.refusals import AmountOutOfBounds, NameNeeded, NotEnoughCommission, WithdrawalOpen
from sharers.withdrawals import requesting
from tests.books import broken
from tests.sharers.withdrawals.conftest import ask, books, carry_out, take


def test_what_is_asked_for_is_on_its_way_to_the_fen(earned):
    withdrawal = ask(earned, 600)
    assert books(earned) == (64, 600)
    assert withdrawal.number.isalnum()
    assert Event.objects.get(kind="withdrawal.requested").data == {"amount_fen": 600}
    assert not broken()


@pytest.mark.parametrize("fen", [665, 10_000])
def test_more_than_there_is_is_refused(earned, fen):
    with pytest.raises(NotEnoughCommission) as refusal:
        ask(earned, fen)
    assert refusal.value.extra == {"balance_fen": 664}
    assert books(earned) == (664, 0)


def test_who_never_earned_has_nothing_to_withdraw(world):
    with pytest.raises(NotEnoughCommission):
        ask(world.bo, 100)


@pytest.mark.parametrize("fen", [-100, 0, 99, 1_000_001])
def test_an_amount_out_of_bounds_is_refused(earned, fen):
    with pytest.raises(AmountOutOfBounds):
        ask(earned, fen)


def test_the_bounds_are_settings(earned, settings):
    settings.WITHDRAWAL_MIN_FEN = settings.WITHDRAWAL_MAX_FEN = 300
    for fen in (299, 301):
        with pytest.raises(AmountOutOfBounds):
            ask(earned, fen)
    ask(earned, 300)


def test_one_is_on_its_way_at_a_time(earned):
    first = ask(earned, 300)
    with pytest.raises(WithdrawalOpen) as refusal:
        ask(earned, 300)
    assert refusal.value.extra == {"number": first.number}
    take(carry_out(first))
    carry_out(first)
    ask(earned, 300)
    assert not broken()


def test_from_two_thousand_yuan_on_a_name_is_needed_and_it_is_sealed(rich):
    with pytest.raises(NameNeeded):
        ask(rich, NAMED_FROM_FEN)
    withdrawal = ask(rich, NAMED_FROM_FEN, name="林一一")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sharers_withdrawal WHERE id = %s", [withdrawal.pk])
        assert "林" not in cursor.fetchone()[0]
    assert Withdrawal.objects.get().name == "林一一"


def test_a_name_that_nobody_asks_for_is_not_kept(earned):
    assert ask(earned, name="林一一").name == ""


def test_the_account_itself_refuses_an_overdraft(earned, monkeypatch):
    monkeypatch.setattr(requesting, "balance", lambda user: 10_000)
    with pytest.raises(IntegrityError, match="not_overdrawn"), transaction.atomic():
        ask(earned, 665)


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount_fen": 0},
        {"state": "gone"},
        {"state": "paid"},
        {"state": "awaiting_confirmation"},
        {"ended_at": "now"},
        {"state": "failed", "ended_at": "now", "ticket": "T"},
    ],
)
def test_the_database_refuses_what_cannot_be(earned, wrong):
    withdrawal = ask(earned)
    wrong = {key: db_now() if value == "now" else value for key, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Withdrawal.objects.filter(pk=withdrawal.pk).update(**wrong)


def test_the_database_refuses_a_second_open_one(earned):
    ask(earned, 300)
    with pytest.raises(IntegrityError, match="withdrawal_one_open"), transaction.atomic():
        Withdrawal.objects.create(user=earned, provider="sandbox", openid="o", amount_fen=1)


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        ({"amount_fen": 1}, "open withdrawals are 1"),
        ({"state": "paid"}, "paid 0, back 0"),
        ({"state": "failed"}, "settled commission not withdrawn or waived is 664"),
    ],
)
def test_a_withdrawal_that_does_not_agree_with_the_books_is_found(earned, columns, line):
    ask(earned)
    ended = {"ended_at": db_now()} if "state" in columns else {}
    Withdrawal.objects.update(**columns, **ended)
    assert any(line in row for row in broken())
