from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from payments import ledger
from payments.ledger import Posting, credit, debit
from payments.models import Account, Entry, Journal


def paid(number, fen=8800, **more):
    order = f"order:{number}"
    entries = [debit("provider_clearing", "", fen), credit("escrow", order, fen)]
    return Posting(f"{order}:paid", "paid", entries, **more)


def released(number, fen=8800):
    shares = [credit("platform_fee", "", fen // 100), credit("merchant_payable", "shop:7", fen - fen // 100)]
    return Posting(f"order:{number}:release", "release", [debit("escrow", f"order:{number}", fen), *shares])


def test_money_moves_from_one_account_to_the_other(db):
    ledger.post([paid(42)])
    assert ledger.balance("provider_clearing") == 8800
    assert ledger.balance("escrow", "order:42") == 8800


def test_a_hot_account_is_summed_and_keeps_no_balance(db):
    ledger.post([paid(1, 100), paid(2, 200)])
    ledger.post([released(1, 100)])
    assert ledger.balance("provider_clearing") == 300
    assert ledger.balance("platform_fee") == 1
    assert Account.objects.get(kind="provider_clearing").balance is None


def test_balances_of_many_owners_come_at_once_and_are_zero_where_nothing_happened(db):
    ledger.post([paid(1, 100), paid(2, 200)])
    assert ledger.balances("escrow", ["order:1", "order:2", "order:3"]) == {
        "order:1": 100,
        "order:2": 200,
        "order:3": 0,
    }


def test_lines_of_nothing_are_left_out(db):
    entries = [
        debit("provider_clearing", "", 99),
        credit("escrow", "order:1", 99),
        credit("platform_fee", "", 0),
    ]
    ledger.post([Posting("order:1:paid", "paid", entries)])
    assert Journal.objects.get().entry_count == 2
    assert not Account.objects.filter(kind="platform_fee").exists()


def test_posting_nothing_does_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        ledger.post([])


def test_five_hundred_journals_are_two_statements(db):
    with CaptureQueriesContext(connection) as queries:
        ledger.post(paid(number) for number in range(500))
    assert len(queries) == 2
    assert Journal.objects.count() == 500
    assert Entry.objects.count() == 1000
    assert ledger.balance("provider_clearing") == 500 * 8800


def test_a_key_is_good_once(db):
    ledger.post([paid(42)])
    with pytest.raises(IntegrityError, match="journal_once"), transaction.atomic():
        ledger.post([paid(41), paid(42)])
    assert ledger.balances("escrow", ["order:41", "order:42"]) == {"order:41": 0, "order:42": 8800}


def test_one_key_twice_in_a_batch_is_refused(db):
    with pytest.raises(IntegrityError, match="journal_once"), transaction.atomic():
        ledger.post([paid(42), paid(42)])


def test_an_unbalanced_posting_is_refused_at_commit(committed_db):
    lopsided = [debit("provider_clearing", "", 8800), credit("escrow", "order:42", 8799)]
    with pytest.raises(IntegrityError, match="does not balance"), transaction.atomic():
        ledger.post([Posting("order:42:paid", "paid", lopsided)])
    assert ledger.balance("escrow", "order:42") == 0


def test_more_than_escrow_holds_does_not_leave_it(db):
    ledger.post([paid(42, 100)])
    with pytest.raises(IntegrityError, match="account_not_overdrawn"), transaction.atomic():
        ledger.post([released(42, 101)])


def test_a_journal_that_takes_another_back_says_so(db):
    ledger.post([paid(42)])
    first = Journal.objects.get()
    back = [debit("escrow", "order:42", 8800), credit("provider_clearing", "", 8800)]
    ledger.post([Posting("order:42:unpaid", "reversal", back, reverses=first.pk)])
    assert first.reversed_by.get().key == "order:42:unpaid"


def test_accounts_are_locked_by_primary_key_wherever_their_rows_lie(committed_db):
    """Whoever waits for the first account holds none of the later ones, so nobody can wait in a circle."""
    shops = [f"shop:{number}" for number in range(20)]
    ledger.post(_sale(f"first-{shop}", shop) for shop in shops)
    first, *later = (
        Account.objects.filter(kind="merchant_payable").order_by("pk").values_list("pk", flat=True)
    )
    ledger.post([_sale("moves its row to the end", "shop:0")])

    def batch():
        try:
            with transaction.atomic():
                ledger.post(_sale(f"second-{shop}", shop) for shop in reversed(shops))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Account.objects.select_for_update(no_key=True).get(pk=first)
            waiting = pool.submit(batch)
            wait_until_somebody_waits_for_us()
            list(Account.objects.select_for_update(no_key=True, nowait=True).filter(pk__in=later))
        waiting.result()
    assert ledger.balance("merchant_payable", "shop:0") == 300


def wait_until_somebody_waits_for_us(seconds=30):
    until = monotonic() + seconds
    with connection.cursor() as cursor:
        while monotonic() < until:
            cursor.execute(
                "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.rowcount:
                return
            sleep(0.01)
    raise AssertionError("nobody waits")


def test_many_batches_over_the_same_accounts_neither_deadlock_nor_lose_a_fen(committed_db, workers=8):
    """Each batch meets the same shops and sharers in another order."""

    def batch(number):
        shops = [f"shop:{1 + (number + i) % 5}" for i in range(5)]
        try:
            for round_ in range(10):
                with transaction.atomic():
                    ledger.post(_sale(f"{number}-{round_}-{shop}", shop) for shop in shops)
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(batch, range(workers)))
    assert ledger.balances("merchant_payable", [f"shop:{n}" for n in range(1, 6)]) == {
        f"shop:{n}": workers * 10 * 100 for n in range(1, 6)
    }


def _sale(key, shop):
    return Posting(key, "sale", [debit("provider_clearing", "", 100), credit("merchant_payable", shop, 100)])
