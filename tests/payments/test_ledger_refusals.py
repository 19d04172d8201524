"""What PostgreSQL itself refuses, whoever asks: everything here but the setting is plain SQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from payments import ledger
from payments.ledger import Posting, credit, debit
from payments.models import Account, Journal


@pytest.fixture
def journal(db):
    """¥88 in the escrow of order 42, long complete."""
    entries = [debit("provider_clearing", "", 8800), credit("escrow", "order:42", 8800)]
    ledger.post([Posting("order:42:paid", "paid", entries)])
    check_now()
    return Journal.objects.get()


def sql(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchone() if cursor.description else None


def check_now():
    """What a commit would check."""
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql("SET CONSTRAINTS ALL DEFERRED")


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


def account(kind, owner=""):
    return Account.objects.get(kind=kind, owner_key=owner).pk


def new_journal(entry_count=2, total=100, key="by-hand"):
    row = "INSERT INTO payments_journal (key, kind, entry_count, total) VALUES (%s, 'x', %s, %s) RETURNING id"
    return sql(row, key, entry_count, total)[0]


def new_entry(journal_id, account_id, side, amount):
    row = "INSERT INTO payments_entry (journal_id, account_id, side, amount) VALUES (%s, %s, %s, %s)"
    sql(row, journal_id, account_id, side, amount)


def test_a_balanced_journal_written_by_hand_is_taken_and_moves_the_balance(journal):
    pk = new_journal()
    new_entry(pk, account("provider_clearing"), "D", 100)
    new_entry(pk, account("escrow", "order:42"), "C", 100)
    check_now()
    assert ledger.balance("escrow", "order:42") == 8900


def test_an_unbalanced_journal_is_refused(journal):
    with refused("journal_balances|does not balance"), transaction.atomic():
        pk = new_journal()
        new_entry(pk, account("provider_clearing"), "D", 100)
        new_entry(pk, account("escrow", "order:42"), "C", 99)
        check_now()


def test_a_journal_whose_sides_agree_on_another_total_is_refused(journal):
    with refused("does not balance"), transaction.atomic():
        pk = new_journal(total=200)
        new_entry(pk, account("provider_clearing"), "D", 100)
        new_entry(pk, account("escrow", "order:42"), "C", 100)
        check_now()


def test_an_empty_journal_is_refused(db):
    with refused("does not balance"), transaction.atomic():
        new_journal()
        check_now()


@pytest.mark.parametrize("entry_count", [0, 1])
def test_a_journal_that_announces_fewer_than_two_entries_is_refused(db, entry_count):
    with refused("journal_has_two_sides"), transaction.atomic():
        new_journal(entry_count=entry_count)


def test_a_journal_of_nothing_is_refused(db):
    with refused("journal_total_above_zero"), transaction.atomic():
        new_journal(total=0)


def test_a_repeated_key_is_refused(journal):
    with refused("journal_once"), transaction.atomic():
        new_journal(key="order:42:paid")


def test_a_journal_is_reversed_only_once(journal):
    back = [debit("escrow", "order:42", 4400), credit("provider_clearing", "", 4400)]
    ledger.post([Posting("back:1", "reversal", back, reverses=journal.pk)])
    with refused("journal_reversed_once"), transaction.atomic():
        ledger.post([Posting("back:2", "reversal", back, reverses=journal.pk)])


@pytest.mark.parametrize("amount", [0, -100])
def test_an_amount_that_is_not_above_zero_is_refused(journal, amount):
    with refused("entry_amount_above_zero"), transaction.atomic():
        new_entry(new_journal(), account("provider_clearing"), "D", amount)


def test_an_overdraft_is_refused(journal):
    with refused("account_not_overdrawn"), transaction.atomic():
        pk = new_journal(total=8801)
        new_entry(pk, account("provider_clearing"), "C", 8801)
        new_entry(pk, account("escrow", "order:42"), "D", 8801)


def test_balanced_entries_added_later_to_an_old_journal_are_refused(journal):
    with refused("is complete"), transaction.atomic():
        sql(
            "INSERT INTO payments_entry (journal_id, account_id, side, amount)"
            " VALUES (%s, %s, 'D', 1), (%s, %s, 'C', 1)",
            *(journal.pk, account("provider_clearing")),
            *(journal.pk, account("escrow", "order:42")),
        )


def test_a_single_entry_added_later_to_an_old_journal_is_refused(journal):
    with refused("is complete"), transaction.atomic():
        new_entry(journal.pk, account("provider_clearing"), "D", 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payments_journal SET total = total",
        "UPDATE payments_journal SET entry_count = 4",
        "UPDATE payments_entry SET amount = 1",
        "DELETE FROM payments_journal",
        "DELETE FROM payments_entry",
        "DELETE FROM payments_account",
        "TRUNCATE payments_entry",
        "TRUNCATE payments_journal CASCADE",
        "TRUNCATE payments_account CASCADE",
    ],
)
def test_the_ledger_is_append_only(journal, statement):
    with refused("append-only"), transaction.atomic():
        sql(statement)


@pytest.mark.parametrize(
    "change", ["balance = balance + 1", "balance = 0", "owner_key = 'order:7'", "kind = 'suspense'"]
)
def test_an_account_edited_by_hand_is_refused(journal, change):
    with refused("append-only"), transaction.atomic():
        sql(f"UPDATE payments_account SET {change} WHERE kind = 'escrow'")


def test_an_account_that_starts_with_money_is_refused(db):
    row = "INSERT INTO payments_account (kind, owner_key, normal_side, balance) VALUES ('escrow', 'order:7', 'C', 100)"
    with refused("append-only"), transaction.atomic():
        sql(row)


@pytest.mark.parametrize(
    ("kind", "side", "balance", "constraint"),
    [
        ("piggy_bank", "C", 0, "account_kind"),
        ("escrow", "D", 0, "account_normal_side"),
        ("provider_clearing", "C", None, "account_normal_side"),
        ("escrow", "C", None, "account_hot_has_no_balance"),
        ("provider_clearing", "D", 0, "account_hot_has_no_balance"),
    ],
)
def test_an_account_of_the_wrong_shape_is_refused(db, kind, side, balance, constraint):
    row = "INSERT INTO payments_account (kind, owner_key, normal_side, balance) VALUES (%s, 'x', %s, %s)"
    with refused(constraint), transaction.atomic():
        sql(row, kind, side, balance)


def test_the_orm_is_refused_as_well(journal):
    with refused("append-only"), transaction.atomic():
        Journal.objects.update(kind="other")
    with refused("append-only"), transaction.atomic():
        Account.objects.update(balance=1)


def test_a_commit_is_what_refuses(committed_db):
    """Nothing forces the check: the transaction's own end does."""
    with refused("does not balance"), transaction.atomic():
        new_journal()
    assert not Journal.objects.exists()


def test_an_entry_added_after_the_commit_is_refused(committed_db):
    entries = [debit("provider_clearing", "", 8800), credit("escrow", "order:42", 8800)]
    with transaction.atomic():
        ledger.post([Posting("order:42:paid", "paid", entries)])
    with refused("is complete"):
        new_entry(Journal.objects.get().pk, account("provider_clearing"), "D", 1)
    assert ledger.balance("escrow", "order:42") == 8800
