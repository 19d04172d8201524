"""Carrying refunds out: the payer gets the money once, whatever dies or goes wrong on the way."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models import F

from giftshop import deadlines
from giftshop.clock import TransactionNow, db_now
from giftshop.models import Event
from payments import executor, ledger
from payments.models import Refund, SandboxRefund, SandboxTrade
from payments.providers.base import RefundState
from payments.providers.sandbox.provider import Sandbox

Go = SandboxTrade.Refunds


class Killed(BaseException):
    """The worker is gone; nothing runs after it."""


def sweep(refund, hours=24):
    """Look now, whenever the next look was due."""
    Refund.objects.filter(pk=refund.pk).update(next_try_at=db_now() - timedelta(hours=hours))
    deadlines.run("payments.refunds")
    refund.refresh_from_db()
    return refund


def wait(refund):
    """Seconds until the next look, from the transaction that set it."""
    until = Refund.objects.values_list(F("next_try_at") - TransactionNow(), flat=True)
    return round(until.get(pk=refund.pk).total_seconds())


def bank_goes(payment, how):
    SandboxTrade.objects.filter(number=payment.attempts.get().number).update(refunds_go=how)


def paid_back(payment):
    """What the bank gave back, in fen."""
    done = SandboxRefund.objects.filter(trade__number=payment.attempts.get().number, state="success")
    return sum(refund.amount_fen for refund in done)


def kinds():
    return list(
        Event.objects.filter(subject__startswith="refund:").order_by("pk").values_list("kind", flat=True)
    )


def test_a_refund_is_paid_back_and_the_books_are_closed_on_it(cast, till):
    payment = cast.paid()
    refund = sweep(cast.refund(payment))
    assert refund.state == Refund.State.SUCCEEDED
    assert abs((refund.succeeded_at - db_now()).total_seconds()) < 60
    assert paid_back(payment) == 8800
    assert ledger.balance("refund_payable") == 0
    assert ledger.balance("provider_clearing") == 0
    assert till.refunds == [refund]
    assert kinds() == ["refund.succeeded"]
    assert Event.objects.get(kind="refund.succeeded").data == {
        "subject": till.order(payment),
        "cause": "declined",
        "amount_fen": 8800,
    }


def test_killed_after_the_banks_yes_and_before_our_record_the_bank_is_asked_again_and_pays_once(
    committed_cast, till, monkeypatch
):
    payment = committed_cast.paid()
    refund = committed_cast.refund(payment)
    with monkeypatch.context() as patch:
        patch.setattr(executor, "record", lambda *answer: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            sweep(refund)
    refund.refresh_from_db()
    assert (refund.state, paid_back(payment)) == (Refund.State.CREATED, 8800)
    assert 0 < wait(refund) <= 60  # its lease: nobody else has it until then
    assert sweep(refund).state == Refund.State.SUCCEEDED
    assert (refund.number, paid_back(payment)) == (f"R{refund.pk}-1", 8800)
    assert SandboxRefund.objects.count() == 1
    assert till.refunds == [refund]
    call_command("check_ledger")


def test_a_leased_refund_is_left_alone(cast):
    refund = cast.refund(cast.paid())
    Refund.objects.update(next_try_at=db_now() + timedelta(minutes=1))
    assert deadlines.run("payments.refunds") == 0
    refund.refresh_from_db()
    assert refund.state == Refund.State.CREATED


def test_a_lost_answer_is_asked_for_again_under_the_same_number(cast):
    payment = cast.paid(refunds_go=Go.SILENTLY)
    refund = sweep(cast.refund(payment))
    assert (refund.state, refund.last_error) == (Refund.State.CREATED, "UNKNOWN")
    assert wait(refund) == 15
    assert sweep(refund).state == Refund.State.SUCCEEDED
    assert SandboxRefund.objects.get().number == f"R{refund.pk}-1"
    assert paid_back(payment) == 8800


def test_silence_is_met_with_growing_patience(cast, monkeypatch):
    refund = cast.refund(cast.paid())
    monkeypatch.setattr(Sandbox, "refund", lambda self, order: (_ for _ in ()).throw(executor.Unknown))
    waits = [wait(sweep(refund)) for _ in range(8)]
    assert waits == [15, 30, 60, 300, 600, 1800, 1800, 1800]
    assert refund.number == f"R{refund.pk}-1"


def test_an_accepted_refund_is_asked_after_on_the_providers_ladder(cast):
    payment = cast.paid(refunds_go=Go.SLOWLY)
    refund = cast.refund(payment)
    waits = []
    for _ in range(6):
        waits.append(wait(sweep(refund)))
        SandboxRefund.objects.update(done_at=db_now() + timedelta(hours=1))
    assert refund.state == Refund.State.SENT
    assert waits == [60, 300, 600, 1200, 1800, 1800]
    SandboxRefund.objects.update(done_at=db_now())
    assert sweep(refund).state == Refund.State.SUCCEEDED


def test_too_little_money_at_the_provider_is_shouted_about_once_and_tried_slowly(cast, caplog):
    payment = cast.paid(refunds_go=Go.NOT_ENOUGH)
    refund = sweep(cast.refund(payment))
    assert (refund.state, refund.last_error) == (Refund.State.CREATED, "NOT_ENOUGH")
    assert wait(refund) == 1800
    sweep(refund)
    assert kinds() == ["refund.refused"]
    assert "NOT_ENOUGH" in caplog.text
    bank_goes(payment, Go.AT_ONCE)
    assert sweep(refund).state == Refund.State.SUCCEEDED
    assert refund.number == f"R{refund.pk}-1"


def test_an_abnormal_refund_waits_for_people(cast, till, caplog):
    payment = cast.paid(refunds_go=Go.ABNORMAL)
    refund = sweep(cast.refund(payment))
    assert refund.state == Refund.State.ABNORMAL
    assert kinds() == ["refund.abnormal"]
    assert "by hand" in caplog.text
    assert ledger.balance("refund_payable") == 8800
    Refund.objects.update(next_try_at=db_now())
    assert deadlines.run("payments.refunds") == 0
    assert till.refunds == []
    call_command("check_ledger")


def test_a_closed_refund_goes_out_under_a_new_number(cast):
    payment = cast.paid(refunds_go=Go.CLOSED)
    refund = sweep(cast.refund(payment))
    assert (refund.state, refund.number) == (Refund.State.CLOSED, f"R{refund.pk}-1")
    bank_goes(payment, Go.AT_ONCE)
    assert sweep(refund).state == Refund.State.SUCCEEDED
    assert refund.number == f"R{refund.pk}-2"
    assert list(SandboxRefund.objects.order_by("pk").values_list("number", "state")) == [
        (f"R{refund.pk}-1", "closed"),
        (f"R{refund.pk}-2", "success"),
    ]
    assert paid_back(payment) == 8800


def test_the_new_number_is_committed_before_it_is_used(committed_cast, monkeypatch):
    payment = committed_cast.paid(refunds_go=Go.CLOSED)
    refund = sweep(committed_cast.refund(payment))
    bank_goes(payment, Go.AT_ONCE)
    with monkeypatch.context() as patch:
        patch.setattr(executor, "record", lambda *answer: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            sweep(refund)
    refund.refresh_from_db()
    assert (refund.number, refund.state) == (f"R{refund.pk}-2", Refund.State.CREATED)
    assert sweep(refund).number == f"R{refund.pk}-2"
    assert paid_back(payment) == 8800


@pytest.mark.parametrize("answer", RefundState)
def test_an_answer_about_an_old_number_changes_nothing(cast, answer):
    payment = cast.paid()
    refund = cast.refund(payment)
    Refund.objects.update(tries=2)
    executor.record(refund.pk, f"R{refund.pk}-1", answer)
    refund.refresh_from_db()
    assert refund.state == Refund.State.CREATED


@pytest.mark.parametrize("answer", RefundState)
def test_after_success_no_answer_changes_anything(cast, till, answer):
    refund = sweep(cast.refund(cast.paid()))
    executor.record(refund.pk, refund.number, answer)
    refund.refresh_from_db()
    assert refund.state == Refund.State.SUCCEEDED
    assert len(till.refunds) == 1


def test_a_refund_the_provider_forgot_is_asked_for_again(cast):
    payment = cast.paid()
    refund = cast.refund(payment)
    Refund.objects.update(state=Refund.State.SENT)
    assert sweep(refund).state == Refund.State.SUCCEEDED
    assert paid_back(payment) == 8800


def test_when_the_order_cannot_hear_of_it_the_refund_is_recorded_later(cast, till, monkeypatch):
    payment = cast.paid()
    refund = cast.refund(payment)
    with monkeypatch.context() as patch:
        patch.setattr(till, "refunded", lambda refunds: 1 / 0)
        assert sweep(refund).state == Refund.State.CREATED
    assert sweep(refund).state == Refund.State.SUCCEEDED
    assert paid_back(payment) == 8800
