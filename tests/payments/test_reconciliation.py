"""The provider's bill against the books: a clean one says nothing, and whatever differs is found."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from giftshop import deadlines
from giftshop.clock import db_now
from payments import reconciliation, splits
from payments.models import Attempt, Difference, Reconciliation, Refund, SandboxTrade, Split
from payments.payout import pay_out
from payments.providers.base import BillLine, Unknown
from payments.providers.sandbox.provider import Sandbox
from payments.refusals import EvidenceMissing
from payments.splits import SplitRequest

Go = SandboxTrade.Refunds


class Books:
    """A day's business: four payments, three refunds, two splits, each the provider's as well as ours."""

    def __init__(self, cast, till):
        self.cast, self.day = cast, localdate(db_now())
        self.payments = [cast.paid(fen) for fen in (8800, 16800, 100, 5000)]
        # One after the other, so that the bill has them in this order.
        self.refunds = []
        for payment, fen in zip(self.payments, (8800, 300, 100), strict=False):
            self.refunds.append(cast.refund(payment, fen))
            deadlines.run("payments.refunds")
        for payment, platform in [(self.payments[1], 165), (self.payments[3], 50)]:
            splits.request(
                [
                    SplitRequest(
                        payment_id=payment.pk,
                        subject=till.order(payment),
                        amount_fen=platform,
                        merchant_fen=0,
                    )
                ]
            )
            deadlines.run("payments.splits")
        self.splits = list(Split.objects.order_by("pk"))
        assert {split.state for split in self.splits} == {Split.State.DONE}
        assert not Refund.objects.owed().exists()
        self.bill = Sandbox().bill(self.day)
        assert len(self.bill) == 9

    def attempt(self, place):
        return self.payments[place].attempts.get()

    def line(self, kind, place):
        return [line for line in self.bill if line.kind == kind][place]

    def drop(self, kind, place):
        line = self.line(kind, place)
        self.bill.remove(line)
        return line.number

    def change(self, kind, place, **values):
        line = self.line(kind, place)
        self.bill[self.bill.index(line)] = replace(line, **values)
        return line.number

    def add(self, kind, number, fen=77):
        self.bill.append(
            BillLine(kind=kind, number=number, trade_number="T", provider_number="P", amount_fen=fen)
        )
        return number


@pytest.fixture
def books(cast, till):
    return Books(cast, till)


@pytest.fixture
def reconciled(books, monkeypatch):
    def reconcile():
        monkeypatch.setattr(Sandbox, "bill", lambda self, day: books.bill)
        return {(d.what, d.kind, d.number) for d in reconciliation.reconcile(books.day, "sandbox")}

    return reconcile


def payment_is_missing(books):
    return "payment", "missing", books.drop("payment", 0)


def payment_is_unknown(books):
    return "payment", "unknown", books.add("payment", "NOBODYS-1")


def payment_is_a_fen_more(books):
    return "payment", "amount", books.change("payment", 1, amount_fen=16801)


def payment_is_a_fen_less(books):
    return "payment", "amount", books.change("payment", 0, amount_fen=8799)


def payment_is_another_transaction(books):
    return "payment", "reference", books.change("payment", 2, provider_number="S0000")


def payment_stands_there_twice(books):
    books.bill.append(books.line("payment", 3))
    return "payment", "twice", books.line("payment", 3).number


def payment_that_we_wait_for(books):
    attempt = books.cast.started().attempts.get()
    return "payment", "state", books.add("payment", attempt.number, 8800)


def payment_that_we_closed(books):
    payment = books.cast.started()
    payment.close(reason="cancelled")
    return "payment", "state", books.add("payment", payment.attempts.get().number, 8800)


def payment_of_another_day(books):
    Attempt.objects.filter(pk=books.attempt(0).pk).update(billed_on=books.day - timedelta(days=1))
    return "payment", "day", books.attempt(0).number


def payment_of_another_provider(books):
    number = books.attempt(0).number
    Attempt.objects.filter(number=number).update(provider="elsewhere")
    books.drop("refund", 0)
    return "payment", "unknown", number


def refund_is_missing(books):
    return "refund", "missing", books.drop("refund", 0)


def refund_is_unknown(books):
    return "refund", "unknown", books.add("refund", "R999999-1")


def refund_has_a_number_that_is_none(books):
    return "refund", "unknown", books.add("refund", "by hand 3")


def refund_is_a_fen_more(books):
    return "refund", "amount", books.change("refund", 1, amount_fen=301)


def refund_of_another_payment(books):
    return "refund", "reference", books.change("refund", 2, trade_number="ELSEWHERE-1")


def refund_stands_there_twice(books):
    books.bill.append(books.line("refund", 1))
    return "refund", "twice", books.line("refund", 1).number


def refund_that_we_have_not_asked_for(books):
    refund = books.cast.refund(books.payments[3], 10)
    books.bill.append(replace(books.line("refund", 0), number=refund.number, amount_fen=10))
    number = refund.number
    books.change("refund", 3, trade_number=books.attempt(3).number)
    return "refund", "state", number


def refund_paid_by_hand_and_by_the_provider(books):
    payment = books.cast.paid(refunds_go=Go.ABNORMAL)
    refund = books.cast.refund(payment)
    deadlines.run("payments.refunds")
    operator = User.objects.create_superuser("op@example.com", "correct-horse-battery", nickname="Op")
    pay_out(refund.pk, operator=operator, evidence="transfer 17")
    attempt = payment.attempts.get()
    books.bill.append(replace(books.line("refund", 0), number=refund.number, trade_number=attempt.number))
    books.bill.append(
        replace(books.line("payment", 0), number=attempt.number, provider_number=attempt.transaction_id)
    )
    return "refund", "state", refund.number


def refund_under_a_number_given_up(books):
    Refund.objects.filter(pk=books.refunds[2].pk).update(tries=F("tries") + 1)
    books.bill.append(replace(books.line("refund", 2), number=f"R{books.refunds[2].pk}-2"))
    return "refund", "unknown", f"R{books.refunds[2].pk}-1"


def split_is_missing(books):
    return "split", "missing", books.drop("split", 0)


def split_is_unknown(books):
    return "split", "unknown", books.add("split", "S999999")


def split_is_a_fen_more(books):
    return "split", "amount", books.change("split", 1, amount_fen=51)


def split_that_failed_here(books):
    Split.objects.filter(pk=books.splits[0].pk).update(state="failed")
    return "split", "state", books.splits[0].number


SEEDED = [
    payment_is_missing,
    payment_is_unknown,
    payment_is_a_fen_more,
    payment_is_a_fen_less,
    payment_is_another_transaction,
    payment_stands_there_twice,
    payment_that_we_wait_for,
    payment_that_we_closed,
    payment_of_another_day,
    payment_of_another_provider,
    refund_is_missing,
    refund_is_unknown,
    refund_has_a_number_that_is_none,
    refund_is_a_fen_more,
    refund_of_another_payment,
    refund_stands_there_twice,
    refund_that_we_have_not_asked_for,
    refund_paid_by_hand_and_by_the_provider,
    refund_under_a_number_given_up,
    split_is_missing,
    split_is_unknown,
    split_is_a_fen_more,
    split_that_failed_here,
]


def test_a_clean_bill_says_nothing(books, reconciled):
    assert reconciled() == set()
    assert reconciled() == set()
    assert Reconciliation.objects.get().lines == 9
    assert not Difference.objects.exists()
    assert not Attempt.objects.filter(billed_on=None).exists()


@pytest.mark.parametrize("seed", SEEDED, ids=lambda seed: seed.__name__)
def test_each_difference_is_found_and_no_other(books, reconciled, seed):
    seeded = seed(books)
    assert reconciled() == {seeded}
    assert Difference.objects.get().resolved_at is None


def test_looking_again_finds_the_same_rows_and_those_that_are_gone_resolve_themselves(books, reconciled):
    dropped = books.line("payment", 0)
    payment_is_missing(books)
    assert len(reconciled()) == len(reconciled()) == 1
    assert Difference.objects.count() == 1
    books.bill.append(dropped)
    assert reconciled() == set()
    assert Difference.objects.get().resolved_at


def test_an_operator_resolves_a_difference_with_words(books, reconciled, client):
    payment_is_unknown(books)
    reconciled()
    operator = User.objects.create_superuser("op@example.com", "correct-horse-battery", nickname="Op")
    client.force_login(operator)
    page = reverse("admin:payments_difference_change", args=[Difference.objects.get().pk])
    assert "NOBODYS-1" in client.get(page).text
    client.post(page, {"resolution": ""})
    assert Difference.objects.get().resolved_at is None
    client.post(page, {"resolution": "somebody tried the till by hand"})
    row = Difference.objects.get()
    assert (row.resolved_by, row.resolution) == (operator, "somebody tried the till by hand")
    assert "somebody tried" in client.get(page).text


def test_words_are_needed_to_resolve_one(books, reconciled):
    payment_is_unknown(books)
    reconciled()
    with pytest.raises(EvidenceMissing):
        reconciliation.resolve(Difference.objects.get().pk, operator=books.cast.mei, resolution=" ")


def test_every_day_that_has_a_bill_is_compared_by_itself(books, monkeypatch):
    asked = []
    monkeypatch.setattr(Sandbox, "bill", lambda self, day: asked.append(day) or [])
    Attempt.objects.update(created_at=db_now() - timedelta(days=3))
    deadlines.run("payments.reconcile")
    deadlines.run("payments.reconcile")
    assert len(asked) == len(set(asked)) >= 2
    assert max(asked) < localdate(db_now())


def test_a_bill_that_is_not_there_yet_is_asked_for_again(books, monkeypatch):
    def none_yet(self, day):
        raise Unknown("bill")

    monkeypatch.setattr(Sandbox, "bill", none_yet)
    Attempt.objects.update(created_at=db_now() - timedelta(days=3))
    deadlines.run("payments.reconcile")
    assert not Reconciliation.objects.exists()


def test_the_command_prints_what_differs_and_fails(books, monkeypatch, capsys):
    call_command("reconcile", books.day.isoformat())
    assert "agree" in capsys.readouterr().out
    number = books.drop("split", 0)
    monkeypatch.setattr(Sandbox, "bill", lambda self, day: books.bill)
    Split.objects.update(billed_on=None)
    with pytest.raises(CommandError, match="1 differences"):
        call_command("reconcile", books.day.isoformat())
    assert f"split {number}: missing" in capsys.readouterr().out
