"""check_ledger finds what PostgreSQL would have refused, once somebody has broken it with the triggers off."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from giftshop import deadlines
from payments.models import Attempt, Refund
from payments.ports import INVARIANTS

TABLES = ["payments_journal", "payments_entry", "payments_account"]


def break_books(statement):
    """Run `statement` as somebody who may switch the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        assert cursor.rowcount == 1, statement
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def broken():
    return {name for name, rows in INVARIANTS if list(rows())}


@pytest.fixture
def busy(cast):
    """One payment paid, one refunded, one being refunded, one paid too late."""
    cast.paid()
    cast.refund(cast.paid())
    deadlines.run("payments.refunds")
    cast.refund(cast.paid(), amount_fen=800)
    late = cast.payment()
    attempt = late.new_attempt(method="sandbox")
    Attempt.objects.update_or_create(pk=attempt.pk, defaults={"state": "closed"})
    late.close(reason="lapsed")
    cast.settle(attempt)
    assert set(Refund.objects.values_list("state", flat=True)) == {"succeeded", "created"}
    return cast


@pytest.fixture(autouse=True)
def only_ours(monkeypatch):
    ours = {name: rows for name, rows in INVARIANTS if name.startswith("payments.")}
    monkeypatch.setattr(INVARIANTS, "_handlers", ours)


def test_sound_books_pass(busy, capsys):
    call_command("check_ledger")
    assert "12 invariants hold" in capsys.readouterr().out


def test_empty_books_pass(db):
    call_command("check_ledger")


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "UPDATE payments_entry SET amount = amount + 1 WHERE id = (SELECT min(id) FROM payments_entry)",
            {"journals_balance", "whole_ledger_is_zero", "receipts_are_booked"},
        ),
        (
            "DELETE FROM payments_entry WHERE id = (SELECT min(id) FROM payments_entry)",
            {"journals_balance", "whole_ledger_is_zero", "receipts_are_booked"},
        ),
        (
            "UPDATE payments_account SET balance = balance + 1 WHERE kind = 'escrow' AND balance = 8800",
            {"balances_are_sums"},
        ),
        (
            "UPDATE payments_refund SET amount_fen = 9000 WHERE amount_fen = 800",
            {"refunds_within_paid", "refund_payable_is_owed", "refunds_have_journals"},
        ),
        (
            "UPDATE payments_refund SET state = 'succeeded', succeeded_at = now() WHERE amount_fen = 800",
            {"refund_payable_is_owed", "refunds_have_journals"},
        ),
        (
            "UPDATE payments_refund SET state = 'created', succeeded_at = NULL WHERE state = 'succeeded'",
            {"refund_payable_is_owed", "refunds_have_journals"},
        ),
        (
            "DELETE FROM payments_refund WHERE cause = 'late-payment'",
            {"refund_payable_is_owed", "late_money_goes_back"},
        ),
        (
            "UPDATE payments_journal SET key = 'gone' WHERE key LIKE 'attempt:%:late'",
            {"late_money_goes_back"},
        ),
        (
            "UPDATE payments_journal SET key = 'gone' WHERE key LIKE 'refund:%:done'",
            {"refunds_have_journals"},
        ),
        (
            "UPDATE payments_payment SET amount_fen = 1 WHERE id ="
            " (SELECT min(id) FROM payments_payment WHERE state = 'paid')",
            {"paid_money_is_right"},
        ),
    ],
)
def test_broken_books_are_found_and_named(busy, capsys, statement, found):
    break_books(statement)
    assert broken() == {f"payments.{name}" for name in found}
    with pytest.raises(CommandError, match="break an invariant"):
        call_command("check_ledger")
    assert all(f"payments.{name}: " in capsys.readouterr().out for name in [min(found)])


def test_money_that_was_never_booked_is_found(cast, till, monkeypatch):
    monkeypatch.setattr(till, "paid", lambda payment, orders: None)
    cast.settle(cast.payment().new_attempt(method="sandbox"))
    assert broken() == {"payments.receipts_are_booked"}


def test_questions_are_asked_of_one_snapshot(committed_cast, monkeypatch):
    seen = []

    def isolation():
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_isolation")
            seen.append(cursor.fetchone()[0])
        return []

    INVARIANTS._handlers["test"] = isolation
    call_command("check_ledger")
    assert seen == ["repeatable read"]
