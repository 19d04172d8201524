"""Withdrawals wanted, carried out and waived by many at once."""

from functools import partial

import pytest
from django.db import transaction

from accounts.erasure import erase
from orders import fulfilment
from orders.models import Order
from payments import ledger
from payments.ledger.models import Journal
from payments.models import SandboxTransfer
from payments.providers.sandbox import transfers
from payments.providers.sandbox.provider import Sandbox
from sharers.models import Attribution, Sharer, Waiver, Withdrawal
from sharers.withdrawals import executor, requesting, waiving
from tests.books import broken
from tests.sharers.conftest import complete
from tests.threads import count, together


@pytest.fixture
def lin(committed_world):
    """Lin has settled commission of ¥6.64."""
    world = committed_world
    sharer = Sharer.objects.bind(shop=world.shop, user=world.lin, rate_bps=755)
    Attribution.objects.remember(world.mei, sharer.shop_link)
    order = world.own_order()
    complete(order)
    with transaction.atomic():
        Order.lock(order.pk)
        fulfilment.release([order.pk])
    return world.lin


def ask(person, amount_fen=300):
    return requesting.request(user=person, amount_fen=amount_fen, provider="sandbox", openid="oLin")


def owed(person):
    return ledger.balance("sharer_payable", f"user:{person.pk}")


def test_of_twenty_requests_at_once_one_is_on_its_way(lin):
    outcomes = together(*[partial(ask, lin)] * 20)
    assert count(outcomes) == {"Withdrawal": 1, "WithdrawalOpen": 19}
    assert owed(lin) == 364
    assert not broken()


def test_ten_workers_at_one_withdrawal_ask_for_one_transfer(lin):
    withdrawal = ask(lin)
    assert set(count(together(*[partial(executor.carry_out, withdrawal.pk)] * 10))) == {"NoneType"}
    withdrawal.refresh_from_db()
    assert (withdrawal.state, SandboxTransfer.objects.count()) == ("awaiting_confirmation", 1)


@pytest.mark.parametrize("end", ["paid", "expired"])
def test_ten_workers_who_hear_of_the_end_book_it_once(lin, end, monkeypatch):
    withdrawal = ask(lin)
    executor.carry_out(withdrawal.pk)
    if end == "paid":
        assert transfers.take(withdrawal.number)
    else:
        failed = transfers.Transfer(transfers.TransferState.FAILED, reason="OVERDUE_CLOSE")
        monkeypatch.setattr(Sandbox, "transfer_query", lambda self, number: failed)
    together(*[partial(executor.carry_out, withdrawal.pk)] * 10)
    withdrawal.refresh_from_db()
    assert withdrawal.state == end
    assert Journal.objects.filter(key__startswith=f"{withdrawal.subject}:").count() == 1
    assert owed(lin) == (364 if end == "paid" else 664)
    assert not broken()


def test_who_asks_waives_and_leaves_at_once_does_what_fits_together(lin):
    together(*[partial(ask, lin), partial(waiving.waive, lin), partial(erase, user=lin)] * 4)
    assert Waiver.objects.count() + Withdrawal.objects.count() == 1
    lin.refresh_from_db()
    assert not (lin.erased_at and Withdrawal.objects.open().exists())
    assert not broken()
