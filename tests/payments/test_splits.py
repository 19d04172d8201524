"""Dividing a released order's money: once, in its turn, whatever dies or goes wrong on the way."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from giftshop import deadlines
from giftshop.clock import db_now
from giftshop.models import Event
from payments import splits, splitter
from payments.models import Payment, Refund, SandboxTrade, Split
from payments.providers.base import Refused, SplitState, Unknown
from payments.splits import SplitRequest
from tests.payments.dividing import FEE, balances, is_divided, kinds, let_go, look, release, wait
from tests.payments.till import Till
from tests.wechat import at_wechat

Go, State = SandboxTrade.Refunds, Split.State


class Killed(BaseException):
    """The worker is gone; nothing runs after it."""


def test_a_released_order_is_divided_and_the_shop_has_its_money(cast):
    payment = cast.paid()
    split = look(release(payment))
    assert split.state == State.DONE
    assert abs((split.done_at - db_now()).total_seconds()) < 60
    assert is_divided(payment) == [(split.number, FEE)]
    assert balances(payment) == (FEE, 0, 0)
    assert Event.objects.get(kind="split.done").data == {
        "subject": Till.order(payment),
        "amount_fen": FEE,
        "merchant_fen": 8712,
    }
    call_command("check_ledger")


def test_an_order_is_split_once(cast):
    payment = cast.paid()
    split = release(payment)
    with pytest.raises(IntegrityError, match="split_once"):
        splits.request(
            [SplitRequest(payment_id=payment.pk, subject=split.subject, amount_fen=1, merchant_fen=1)]
        )


def test_a_leased_split_is_left_alone(cast):
    split = release(cast.paid())
    Split.objects.update(next_try_at=db_now() + timedelta(minutes=1))
    assert deadlines.run("payments.splits") == 0
    split.refresh_from_db()
    assert split.state == State.CREATED


def test_killed_after_the_banks_yes_and_before_our_record_the_bank_is_asked_again_and_divides_once(
    committed_cast, monkeypatch
):
    payment = committed_cast.paid()
    split = release(payment)
    with monkeypatch.context() as patch:
        patch.setattr(splitter, "record", lambda *answer: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            look(split)
    split.refresh_from_db()
    assert (split.state, is_divided(payment)) == (State.CREATED, [(split.number, FEE)])
    assert 0 < wait(split) <= 60  # its lease: nobody else has it until then
    assert look(split).state == State.DONE
    assert is_divided(payment) == [(split.number, FEE)]
    assert balances(payment) == (FEE, 0, 0)
    call_command("check_ledger")


def test_a_split_waits_for_the_refunds_of_its_trade_that_came_before(cast):
    payment = cast.paid(refunds_go=Go.NOT_ENOUGH)
    refund = look(cast.refund(payment, 800))
    split = look(release(payment))
    assert (split.state, split.last_error, wait(split)) == (State.CREATED, "", 60)
    assert is_divided(payment) == []
    SandboxTrade.objects.update(refunds_go=Go.AT_ONCE)
    assert look(refund).state == Refund.State.SUCCEEDED
    assert look(split).state == State.DONE
    assert balances(payment) == (FEE, 0, 0)


@pytest.mark.parametrize("go", [Go.SLOWLY, Go.CLOSED])
def test_a_refund_in_the_providers_hands_or_closed_there_is_waited_for(cast, go):
    payment = cast.paid(refunds_go=go)
    look(cast.refund(payment, 800))
    assert look(release(payment)).state == State.CREATED


def test_a_refund_that_waits_for_people_or_of_another_trade_is_not_waited_for(cast):
    payment, other = cast.paid(refunds_go=Go.ABNORMAL), cast.paid()
    assert look(cast.refund(payment, 800)).state == Refund.State.ABNORMAL
    cast.refund(other, 800)
    assert look(release(payment)).state == State.DONE


def test_a_split_that_fails_leaves_the_shop_with_everything_and_in_debt(cast, the_bank_answers, caplog):
    payment = cast.paid()
    the_bank_answers(SplitState.FAILED)
    split = look(release(payment))
    assert split.state == State.FAILED
    assert balances(payment) == (0, 0, FEE)
    assert kinds() == ["split.failed"]
    assert "of 88 fen failed" in caplog.text
    call_command("check_ledger")


def test_a_split_refused_for_thirty_days_has_failed_since_the_merchant_has_everything(cast, the_bank_answers):
    payment = cast.paid()
    split = release(payment)
    the_bank_answers(Refused("NO_AUTH"))
    assert look(split).state == State.CREATED
    Payment.objects.update(provider_paid_at=db_now() - timedelta(days=30, seconds=1))
    assert look(split).state == State.FAILED
    assert balances(payment) == (0, 0, FEE)
    call_command("check_ledger")


def test_a_refused_split_is_shouted_about_once_per_reason_and_tried_slowly(cast, the_bank_answers, caplog):
    payment = cast.paid()
    split = release(payment)
    the_bank_answers(Refused("NO_AUTH"))
    assert [(wait(look(split)), split.last_error, split.state) for _ in range(2)] == [
        (1800, "NO_AUTH", State.CREATED)
    ] * 2
    assert caplog.text.count("is refused: NO_AUTH") == 1
    the_bank_answers(Refused("RULE_LIMIT"))
    assert look(split).last_error == "RULE_LIMIT"
    assert kinds() == ["split.refused", "split.refused"]
    assert balances(payment) == (8800, 8712, 0)


def test_silence_is_met_with_growing_patience_under_the_same_number(cast, the_bank_answers):
    split = release(cast.paid())
    asked = the_bank_answers(Unknown())
    assert [wait(look(split)) for _ in range(8)] == [15, 30, 60, 300, 600, 1800, 1800, 1800]
    assert (split.state, split.last_error) == (State.CREATED, "UNKNOWN")
    assert set(asked) == {("split", split.number)}
    assert kinds() == []


def test_an_accepted_split_is_asked_after_on_the_ladder_and_not_asked_for_again(cast, the_bank_answers):
    split = release(cast.paid())
    asked = the_bank_answers(SplitState.PROCESSING)
    assert [wait(look(split)) for _ in range(6)] == [60, 300, 600, 1200, 1800, 1800]
    assert split.state == State.SENT
    assert [name for name, _ in asked] == ["split"] + ["split_query"] * 5
    the_bank_answers(SplitState.DONE, ["split_query"])
    assert look(split).state == State.DONE


def test_a_split_the_provider_forgot_is_asked_for_again(cast):
    payment = cast.paid()
    split = release(payment)
    Split.objects.update(state=State.SENT)
    assert look(split).state == State.DONE
    assert is_divided(payment) == [(split.number, FEE)]


@pytest.mark.parametrize("answer", SplitState)
@pytest.mark.parametrize("end", [SplitState.DONE, SplitState.FAILED])
def test_after_the_end_no_answer_changes_anything(cast, end, answer):
    payment = cast.paid()
    split = release(payment)
    splitter.record(split.pk, end)
    before = balances(payment)
    splitter.record(split.pk, answer)
    split.refresh_from_db()
    assert split.state == end
    assert balances(payment) == before


def test_refunds_of_one_trade_go_out_a_minute_apart(cast):
    payment, other = cast.paid(), cast.paid()
    first, second, elsewhere = (
        cast.refund(payment, 100),
        cast.refund(payment, 200, "again"),
        cast.refund(other),
    )
    assert look(first).state == Refund.State.SUCCEEDED
    assert look(elsewhere).state == Refund.State.SUCCEEDED
    assert (look(second).state, second.asks, wait(second)) == (Refund.State.CREATED, 0, 60)
    Refund.objects.filter(pk=first.pk).update(asked_at=db_now() - timedelta(seconds=61))
    assert look(second).state == Refund.State.SUCCEEDED


def test_where_the_platform_is_the_merchant_nothing_is_asked_for(cast, monkeypatch, settings):
    payment = cast.paid()
    with at_wechat(monkeypatch, settings, mode="direct") as wechat:
        payment.attempts.update(provider="wechat")
        split = look(release(payment, held_fen=2500))
        back = look(let_go(payment, 2500))
        assert [split.state, back.state] == [State.DONE, State.DONE]
        assert wechat.control.books()["requests"] == []
    assert balances(payment) == (FEE, 0, 0)
    call_command("check_ledger")
