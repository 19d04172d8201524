"""From opening a payment to the provider's answer."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import F

from giftshop import deadlines
from giftshop.clock import TransactionNow, db_now
from payments import providers
from payments.models import Attempt, Payment
from payments.providers.base import Refused, Unknown
from payments.providers.sandbox import bank
from payments.providers.sandbox.provider import Sandbox
from payments.refusals import PaymentOver, ProviderDeclined, ProviderSilent, WayNotOffered


class Flaky(Sandbox):
    """The pretend bank behind a bad line: asks reach it, answers do not."""

    reaches = True
    error = Unknown

    def open(self, order):
        if self.reaches:
            super().open(order)
        raise self.error("line")

    def query(self, number, merchant):
        raise self.error("line")

    def close(self, number, merchant):
        raise self.error("line")


@pytest.fixture
def flaky(monkeypatch):
    class Line(Flaky):
        pass

    monkeypatch.setitem(providers.PROVIDERS, "sandbox", Line)
    return Line


def due(payment, **columns):
    Payment.objects.filter(pk=payment.pk).update(**columns)


def past(minutes=30):
    return db_now() - timedelta(minutes=minutes)


def test_a_payment_can_be_paid_for_the_window(cast):
    payment = cast.payment()
    left = payment.expires_at - db_now()
    assert settings.PAYMENT_WINDOW - timedelta(minutes=1) < left <= settings.PAYMENT_WINDOW


def test_starting_leads_to_the_cashier_and_the_bank_knows_the_number(cast):
    payment = cast.payment()
    url = payment.start_attempt(method="sandbox")
    attempt = payment.attempts.get()
    assert attempt.state == Attempt.State.OPEN
    assert url == f"/sandbox/cashier/{cast.trade(payment).token}"
    assert cast.trade(payment).amount_fen == 8800


def test_starting_the_same_way_again_uses_the_same_number(cast):
    payment = cast.payment()
    assert payment.start_attempt(method="sandbox") == payment.start_attempt(method="sandbox")
    assert payment.attempts.count() == 1


def test_after_a_failure_the_next_attempt_has_a_number_of_its_own(cast):
    payment = cast.started()
    bank.fail(payment.attempts.get().number)
    payment.refresh()
    payment.start_attempt(method="sandbox")
    assert [attempt.state for attempt in payment.attempts.order_by("pk")] == ["failed", "open"]
    assert [attempt.number for attempt in payment.attempts.order_by("pk")] == [
        f"{payment.number}-1",
        f"{payment.number}-2",
    ]


def test_a_way_that_is_not_offered_is_refused(cast):
    with pytest.raises(WayNotOffered):
        cast.payment().start_attempt(method="cowries")


def test_a_payment_whose_time_is_over_takes_no_attempt(cast):
    payment = cast.payment()
    due(payment, expires_at=past())
    with pytest.raises(PaymentOver):
        payment.start_attempt(method="sandbox")


def test_a_paid_payment_takes_no_attempt(cast):
    with pytest.raises(PaymentOver):
        cast.paid().start_attempt(method="sandbox")


def test_the_provider_is_never_called_inside_a_transaction(committed_cast):
    payment = committed_cast.payment()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        payment.start_attempt(method="sandbox")


def test_a_lost_answer_leaves_the_number_and_trying_again_is_safe(cast, flaky, monkeypatch):
    payment = cast.payment()
    with pytest.raises(ProviderSilent):
        payment.start_attempt(method="sandbox")
    assert payment.attempts.get().state == Attempt.State.CREATED
    monkeypatch.setitem(providers.PROVIDERS, "sandbox", Sandbox)
    payment.start_attempt(method="sandbox")
    assert payment.attempts.get().state == Attempt.State.OPEN


def test_a_payment_made_after_a_lost_answer_is_found_by_asking(cast, flaky, monkeypatch, till):
    payment = cast.payment()
    with pytest.raises(ProviderSilent):
        payment.start_attempt(method="sandbox")
    monkeypatch.setitem(providers.PROVIDERS, "sandbox", Sandbox)
    bank.pay(payment.attempts.get().number)
    payment.attempts.update(poll_after=past())
    deadlines.run("payments.poll")
    payment.refresh_from_db()
    assert payment.state == Payment.State.PAID


def test_a_refusal_ends_the_attempt(cast, flaky):
    flaky.error, flaky.reaches = Refused, False
    payment = cast.payment()
    with pytest.raises(ProviderDeclined):
        payment.start_attempt(method="sandbox")
    assert payment.attempts.get().state == Attempt.State.FAILED


def test_refreshing_finds_the_money_without_any_notice(cast, till):
    payment = cast.started()
    assert payment.refresh() == Payment.State.PENDING
    bank.pay(payment.attempts.get().number)
    assert payment.refresh() == Payment.State.PAID
    assert till.calls["paid"] == 1


def test_refreshing_without_an_answer_changes_nothing(cast, flaky, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setitem(providers.PROVIDERS, "sandbox", Sandbox)
        payment = cast.started()
    assert payment.refresh() == Payment.State.PENDING


def test_the_poll_sweep_asks_at_growing_intervals(cast):
    payment = cast.started()
    waits = []
    for _ in range(9):
        payment.attempts.update(poll_after=past())
        deadlines.run("payments.poll")
        wait = payment.attempts.values_list(F("poll_after") - TransactionNow(), flat=True).get()
        waits.append(wait.total_seconds())
    assert waits == [10, 20, 30, 60, 120, 300, 300, 300, 300]


def test_an_attempt_that_outlived_its_payment_is_closed_at_the_bank(cast):
    payment = cast.started()
    Attempt.objects.create(
        payment=payment,
        number="X-9",
        provider="sandbox",
        method="other",
        amount_fen=8800,
        poll_after=db_now(),
    )
    cast.settle(Attempt.objects.get(number="X-9"))
    first = payment.attempts.get(method="sandbox")
    Attempt.objects.filter(pk=first.pk).update(poll_after=past())
    deadlines.run("payments.poll")
    first.refresh_from_db()
    assert first.state == Attempt.State.CLOSED
    assert bank.look(first.number).state == "closed"


def test_a_payment_nobody_began_to_pay_lapses(cast, till):
    payment = cast.payment()
    due(payment, expires_at=past(), lapse_at=past())
    deadlines.run("payments.lapse")
    payment.refresh_from_db()
    assert (payment.state, payment.close_reason) == ("closed", "lapsed")
    assert till.calls == {"lapsed": 1}


def test_a_payment_before_its_time_does_not_lapse(cast, till):
    payment = cast.payment()
    deadlines.run("payments.lapse")
    payment.refresh_from_db()
    assert payment.state == Payment.State.PENDING


def test_closing_closes_at_the_bank_first(cast, till):
    payment = cast.started()
    assert payment.close(reason="cancelled") == Payment.State.CLOSED
    assert bank.look(payment.attempts.get().number).state == "closed"
    assert payment.attempts.get().state == Attempt.State.CLOSED
    assert till.calls == {"cancelled": 1}


def test_closing_what_was_paid_after_all_pays_it(cast, till):
    payment = cast.started()
    bank.pay(payment.attempts.get().number)
    assert payment.close(reason="lapsed") == Payment.State.PAID
    assert till.calls == {"paid": 1}


def test_closing_twice_closes_once(cast, till):
    payment = cast.started()
    payment.close(reason="cancelled")
    assert payment.close(reason="lapsed") == Payment.State.CLOSED
    assert till.calls == {"cancelled": 1}


def test_without_the_banks_answer_a_closing_waits_and_the_sweep_finishes_it(cast, till, flaky, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setitem(providers.PROVIDERS, "sandbox", Sandbox)
        payment = cast.started()
    assert payment.close(reason="cancelled") == Payment.State.PENDING
    assert till.calls == {}
    with pytest.raises(PaymentOver):
        payment.start_attempt(method="sandbox")
    monkeypatch.setitem(providers.PROVIDERS, "sandbox", Sandbox)
    due(payment, lapse_at=past())
    deadlines.run("payments.lapse")
    payment.refresh_from_db()
    assert payment.state == Payment.State.CLOSED


def test_a_number_the_bank_never_heard_does_not_hold_up_closing(cast):
    payment = cast.payment()
    payment.new_attempt(method="sandbox")
    assert payment.close(reason="lapsed") == Payment.State.CLOSED


def test_closing_is_never_done_inside_a_transaction(committed_cast):
    payment = committed_cast.started()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        payment.close(reason="cancelled")
