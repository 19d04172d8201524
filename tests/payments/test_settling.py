"""Money comes in: once, whoever brings the word and however often; what is too much goes back by itself."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connections

from giftshop import deadlines
from giftshop.clock import db_now
from giftshop.models import Event
from payments import attempts, ledger
from payments.models import Attempt, Journal, Payment, Refund
from payments.providers.sandbox import bank


def second_attempt(payment):
    """Another way of paying the same payment, as a second tab would start it."""
    return Attempt.objects.create(
        payment=payment,
        number=f"{payment.number}-2",
        provider="sandbox",
        method="other",
        amount_fen=payment.amount_fen,
        poll_after=db_now(),
    )


def in_threads(act, arguments, workers=10):
    def one(argument):
        try:
            return act(argument)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(one, arguments))


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def test_the_right_amount_pays_the_payment(cast, till):
    payment = cast.payment()
    attempt = cast.settle(payment.new_attempt(method="sandbox"))
    payment.refresh_from_db()
    assert payment.state == Payment.State.PAID
    assert payment.paid_attempt == attempt
    assert payment.provider_paid_at == attempt.provider_paid_at
    assert abs((payment.paid_at - db_now()).total_seconds()) < 60
    assert ledger.balance("escrow", till.order(payment)) == 8800
    assert kinds() == ["payment.paid"]


def test_the_same_word_again_changes_nothing(cast, till):
    attempt = cast.payment().new_attempt(method="sandbox")
    for _ in range(3):
        cast.settle(attempt, transaction_id="T1")
    assert till.calls["paid"] == 1
    assert Journal.objects.count() == 1


def test_the_same_word_in_twenty_threads_has_one_effect(committed_cast, till):
    payment = committed_cast.payment()
    attempt = payment.new_attempt(method="sandbox")
    in_threads(lambda _: committed_cast.settle(attempt, transaction_id="T1"), range(20))
    payment.refresh_from_db()
    assert payment.state == Payment.State.PAID
    assert till.calls["paid"] == 1
    assert Journal.objects.count() == 1
    assert not Refund.objects.exists()


def test_of_two_attempts_paid_at_once_one_is_kept_and_one_goes_back(committed_cast, till):
    payment = committed_cast.payment()
    both = [payment.new_attempt(method="sandbox"), second_attempt(payment)]
    in_threads(committed_cast.settle, both * 5)
    payment.refresh_from_db()
    refund = Refund.objects.get()
    assert till.calls["paid"] == 1
    assert {payment.paid_attempt_id, refund.attempt_id} == {attempt.pk for attempt in both}
    assert ledger.balance("escrow", till.order(payment)) == 8800
    assert ledger.balance("refund_payable") == 8800
    call_command("check_ledger")


def test_money_for_a_closed_payment_is_refunded_by_itself(cast, till):
    payment = cast.started()
    number = payment.attempts.get().number
    bank.pay(number, only_after_closing=True)
    assert payment.close(reason="cancelled") == Payment.State.CLOSED
    told = cast.trade(payment)
    attempts.settle(
        number, transaction_id=told.transaction_id, amount_fen=told.amount_fen, paid_at=told.paid_at
    )
    assert ledger.balance("refund_payable") == 8800
    deadlines.run("payments.refunds")
    refund = Refund.objects.get()
    assert (refund.cause, refund.state) == ("late-payment", Refund.State.SUCCEEDED)
    assert ledger.balance("suspense", refund.subject) == 0
    assert ledger.balance("provider_clearing") == 0
    assert cast.trade(payment).refunds.get().amount_fen == 8800
    assert till.calls == {"cancelled": 1}
    assert till.refunds == []


@pytest.mark.parametrize("amount", [1, 8799, 8801, 17600])
def test_a_wrong_amount_is_not_a_payment_and_goes_back_whole(cast, till, amount, caplog):
    payment = cast.payment()
    attempt = cast.settle(payment.new_attempt(method="sandbox"), amount_fen=amount)
    payment.refresh_from_db()
    assert payment.state == Payment.State.PENDING
    assert attempt.received_fen == amount
    assert Refund.objects.get().amount_fen == amount
    assert till.calls["paid"] == 0
    assert kinds() == ["payment.amount_wrong", "payment.late"]
    assert "instead of 8800" in caplog.text


def test_after_a_wrong_amount_the_payer_can_still_pay(cast):
    payment = cast.payment()
    cast.settle(payment.new_attempt(method="sandbox"), amount_fen=1)
    cast.settle(payment.new_attempt(method="sandbox"))
    payment.refresh_from_db()
    assert payment.state == Payment.State.PAID
    call_command("check_ledger")


def test_one_number_paid_under_two_transactions_is_shouted_about_and_changes_nothing(cast, caplog):
    attempt = cast.payment().new_attempt(method="sandbox")
    cast.settle(attempt, transaction_id="T1")
    cast.settle(attempt, transaction_id="T2")
    assert "paid a second time" in caplog.text
    assert Journal.objects.count() == 1


def test_when_the_order_cannot_take_the_money_nothing_is_written(cast, till, monkeypatch):
    payment = cast.payment()
    attempt = payment.new_attempt(method="sandbox")
    monkeypatch.setattr(till, "paid", lambda payment, orders: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        cast.settle(attempt)
    payment.refresh_from_db()
    attempt.refresh_from_db()
    assert (payment.state, attempt.state) == ("pending", "created")
    assert not Journal.objects.exists()


def test_an_unknown_number_is_refused(cast):
    with pytest.raises(Attempt.DoesNotExist):
        attempts.settle("NOBODY-1", transaction_id="T1", amount_fen=1, paid_at=db_now())
