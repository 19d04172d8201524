"""Asking for money to go back: once per cause, never more than came, hundreds at a time."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from giftshop.clock import db_now
from payments import executor, ledger, refunds
from payments.ledger import Posting, credit, debit
from payments.models import Attempt, Journal, Payment, Refund
from payments.providers.base import RefundState
from payments.refunds import RefundImpossible, RefundRequest
from tests.payments.dividing import release


def ask(payment, till, *, amount_fen=None, source=None, **fields):
    order = till.order(payment)
    fen = payment.amount_fen if amount_fen is None else amount_fen
    defaults = {"subject": order, "cause": "expired", "sources": ((*(source or ("escrow", order)), fen),)}
    return refunds.request([RefundRequest(payment_id=payment.pk, **(defaults | fields))])


def test_a_trade_is_refunded_fifty_times_at_most(cast, till):
    payment = cast.paid()
    for number in range(50):
        ask(payment, till, amount_fen=1, cause=f"part-{number}")
    with pytest.raises(RefundImpossible, match="too often"):
        ask(payment, till, amount_fen=1, cause="part-50")


def test_a_request_moves_the_money_out_of_escrow(cast, till):
    payment = cast.paid()
    (pk,) = ask(payment, till)
    refund = Refund.objects.get(pk=pk)
    assert (refund.state, refund.number) == (Refund.State.CREATED, f"R{pk}-1")
    assert refund.attempt == payment.paid_attempt
    assert ledger.balance("escrow", till.order(payment)) == 0
    assert ledger.balance("refund_payable") == 8800
    assert Journal.objects.filter(key=f"refund:{pk}").exists()


def test_asking_twice_for_one_cause_refunds_once(cast, till):
    payment = cast.paid()
    assert len(ask(payment, till)) == 1
    assert ask(payment, till) == []
    assert ledger.balance("refund_payable") == 8800


def test_one_cause_with_another_amount_is_a_contradiction(cast, till):
    payment = cast.paid()
    ask(payment, till, amount_fen=100)
    with pytest.raises(RefundImpossible, match="another amount"), transaction.atomic():
        ask(payment, till, amount_fen=200)
    assert ledger.balance("refund_payable") == 100


def test_parts_go_back_for_different_causes_up_to_what_was_paid(cast, till):
    payment = cast.paid()
    ask(payment, till, cause="after-sale:1", amount_fen=8000)
    ask(payment, till, cause="after-sale:2", amount_fen=800)
    with pytest.raises(RefundImpossible, match="more than was paid"), transaction.atomic():
        ask(payment, till, cause="after-sale:3", amount_fen=1)


def test_more_than_was_paid_is_refused_even_from_an_account_that_has_it(cast, till):
    payment, rich = cast.paid(), ("merchant_payable", "shop:7")
    ledger.post([Posting("windfall", "x", [debit("provider_fee", "", 99999), credit(*rich, 99999)])])
    with pytest.raises(RefundImpossible, match="more than was paid"), transaction.atomic():
        ask(payment, till, amount_fen=8801, source=rich)


def test_more_than_the_source_holds_is_refused_by_the_ledger(cast, till):
    payment = cast.paid()
    with pytest.raises(IntegrityError, match="account_not_overdrawn"), transaction.atomic():
        ask(payment, till, source=("escrow", "order:0"))


def test_an_unpaid_payment_has_nothing_to_refund(cast, till):
    with pytest.raises(IntegrityError, match="attempt_id"), transaction.atomic():
        ask(cast.payment(), till)


def test_a_payment_that_does_not_exist_is_a_contradiction(cast):
    row = RefundRequest(payment_id=0, subject="order:0", cause="x", sources=(("escrow", "order:0", 1),))
    with pytest.raises(RefundImpossible):
        refunds.request([row])


@pytest.mark.parametrize("amount", [0, -1])
def test_a_refund_of_nothing_is_refused(cast, till, amount):
    payment = cast.paid()
    with pytest.raises(IntegrityError, match="refund_amount_above_zero"), transaction.atomic():
        ask(payment, till, amount_fen=amount)


def test_after_release_the_money_is_the_merchants_to_give(cast, till):
    payment = cast.paid()
    release(payment)
    shop = f"shop:{payment.shop_id}"
    (pk,) = ask(payment, till, source=("merchant_receivable", shop))
    refund = Refund.objects.get(pk=pk)
    assert (refund.merchant_fen, refund.after_split) == (8800, True)
    assert ledger.balance("merchant_receivable", shop) == 8800
    call_command("check_ledger")


def test_of_money_that_is_not_divided_the_split_comes_last(cast, till):
    (pk,) = ask(cast.paid(), till)
    assert not Refund.objects.get(pk=pk).after_split


def test_a_refund_may_leave_several_accounts(cast, till):
    payment = cast.paid()
    order, shop = till.order(payment), f"shop:{payment.shop_id}"
    (pk,) = ask(payment, till, sources=(("escrow", order, 800), ("merchant_receivable", shop, 100)))
    refund = Refund.objects.get(pk=pk)
    assert (refund.amount_fen, refund.merchant_fen) == (900, 100)
    assert ledger.balance("escrow", order) == 8000
    executor.record(pk, refund.number, RefundState.SUCCESS)
    assert ledger.balance("merchant_receivable", shop) == ledger.balance("refund_payable") == 0
    assert ledger.balance("provider_clearing") == 8800 - 800
    call_command("check_ledger")


def test_asking_for_nothing_does_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert refunds.request([]) == []


def test_five_hundred_refunds_are_four_statements(cast, till):
    payments = many_paid(cast, till, 500)
    rows = [
        RefundRequest(
            payment_id=payment.pk,
            subject=till.order(payment),
            cause="expired",
            sources=(("escrow", till.order(payment), 8800),),
        )
        for payment in payments
    ]
    with CaptureQueriesContext(connection) as queries:
        assert len(refunds.request(rows)) == 500
    assert len(queries) == 4
    assert ledger.balance("refund_payable") == 500 * 8800
    call_command("check_ledger")


def many_paid(cast, till, number):
    """Paid payments, written at once."""
    now = db_now()
    payments = [
        Payment(payer=cast.mei, shop=cast.shop, amount_fen=8800, expires_at=now, lapse_at=now)
        for _ in range(number)
    ]
    Payment.objects.bulk_create(payments)
    attempts = Attempt.objects.bulk_create(
        Attempt(
            payment=payment,
            number=f"{payment.number}-1",
            provider="sandbox",
            method="sandbox",
            state=Attempt.State.SUCCEEDED,
            amount_fen=8800,
            received_fen=8800,
            transaction_id=f"T{payment.number}",
            provider_paid_at=now,
            poll_after=now,
        )
        for payment in payments
    )
    for payment, attempt in zip(payments, attempts, strict=True):
        payment.state, payment.paid_at, payment.provider_paid_at = "paid", now, now
        payment.paid_attempt = attempt
    Payment.objects.bulk_update(payments, ["state", "paid_at", "provider_paid_at", "paid_attempt"])
    for payment in payments:
        till.paid(payment, [])
    return payments
