from itertools import count

import pytest

from accounts.models import User
from giftshop.clock import db_now
from payments import attempts, refunds
from payments.models import Payment, Refund, SandboxTrade
from payments.ports import SUBJECT
from payments.providers.sandbox import bank
from payments.providers.sandbox.provider import Sandbox
from payments.refunds import RefundRequest
from shops.models import Shop
from tests.payments.till import Till


@pytest.fixture
def till(monkeypatch):
    """Stands where the orders are, for as long as the test runs."""
    till = Till()
    monkeypatch.setitem(SUBJECT._handlers, "orders", till)
    return till


class Cast:
    """Mei pays the Tea House."""

    def __init__(self):
        self.mei = User.objects.create_user("mei@example.com", "correct-horse-battery", nickname="Mei")
        self.shop = Shop.objects.create(code="tea-house", name="茶语小铺")
        self._transactions = count(1)

    def payment(self, amount_fen=8800):
        return Payment.objects.open(payer=self.mei, shop=self.shop, amount_fen=amount_fen)

    def started(self, amount_fen=8800):
        """A payment whose attempt stands open at the pretend bank."""
        payment = self.payment(amount_fen)
        payment.start_attempt(method="sandbox")
        return payment

    def paid(self, amount_fen=8800, **behaviour):
        """A payment that was paid at the pretend bank."""
        payment = self.started(amount_fen)
        assert bank.pay(payment.attempts.get().number, **behaviour)
        assert payment.refresh() == Payment.State.PAID
        return payment

    def settle(self, attempt, amount_fen=None, transaction_id=None):
        return attempts.settle(
            attempt.number,
            transaction_id=transaction_id or f"T{next(self._transactions)}-{attempt.number}",
            amount_fen=amount_fen or attempt.amount_fen,
            paid_at=db_now(),
        )

    def refund(self, payment, amount_fen=None, cause="declined"):
        order = Till.order(payment)
        request = RefundRequest(
            payment_id=payment.pk,
            subject=order,
            cause=cause,
            sources=(("escrow", order, amount_fen or payment.amount_fen),),
        )
        refunds.request([request])
        return Refund.objects.get(subject=order, cause=cause)

    @staticmethod
    def trade(payment):
        return SandboxTrade.objects.get(number=payment.attempts.get().number)


@pytest.fixture
def cast(db, till):
    return Cast()


@pytest.fixture
def committed_cast(committed_db, till):
    return Cast()


@pytest.fixture
def the_bank_answers(monkeypatch):
    """To every question about a split: a state, or what it raises. The list of what it was asked."""
    asked = []

    def answers(answer, names=("split", "split_query", "give_back")):
        def say(name):
            def said(self, order):
                asked.append((name, order.number))
                if isinstance(answer, Exception):
                    raise answer
                return answer

            return said

        for name in names:
            monkeypatch.setattr(Sandbox, name, say(name))
        return asked

    return answers
