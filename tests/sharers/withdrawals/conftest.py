from datetime import timedelta

import pytest
from django.db.models import F

from payments import ledger
from payments.models import SandboxTransfer
from payments.providers.sandbox import transfers
from payments.providers.sandbox.provider import Sandbox
from sharers.models import Withdrawal
from sharers.withdrawals import executor, requesting
from tests.sharers.conftest import release


@pytest.fixture
def earned(world, shared):
    """Lin has settled commission of ¥6.64."""
    release(world.own_order())
    return world.lin


@pytest.fixture
def rich(world, shared, monkeypatch):
    """Lin has settled commission of ¥2,549.88: 29 % of fifty times the wooden case, less the fee's limit."""
    type(shared).objects.update(rate_bps=2900)
    variant = world.variant("木匣")
    type(variant).objects.filter(pk=variant.pk).update(price_fen=900_000, stock=10)
    monkeypatch.setattr(
        type(world), "variant", lambda self, name="木匣": type(variant).objects.get(pk=variant.pk)
    )
    release(world.own_order())
    return world.lin


def books(person):
    """(owed, on its way) in fen."""
    payee = f"user:{person.pk}"
    return ledger.balance("sharer_payable", payee), ledger.balance("sharer_withdrawal", payee)


def ask(person, amount_fen=664, **fields):
    return requesting.request(
        user=person, amount_fen=amount_fen, **{"provider": "sandbox", "openid": "oLin"} | fields
    )


def carry_out(withdrawal):
    executor.carry_out(withdrawal.pk)
    withdrawal.refresh_from_db()
    return withdrawal


def waiting(person, **fields):
    return carry_out(ask(person, **fields))


def take(withdrawal):
    assert transfers.take(withdrawal.number)


def a_day_passes():
    """At the bank and here."""
    day = timedelta(hours=25)
    SandboxTransfer.objects.update(made_at=F("made_at") - day)
    Withdrawal.objects.update(confirm_until=F("confirm_until") - day, asked_at=F("asked_at") - day)


@pytest.fixture
def bank(monkeypatch):
    """`bank(transfer=…)`: what the pretend bank does instead, until `bank()`."""
    real = {name: getattr(Sandbox, name) for name in ("transfer", "transfer_query")}

    def bank(**acts):
        for name, method in real.items():
            act = acts.get(name)
            monkeypatch.setattr(Sandbox, name, (lambda self, *args, act=act: act(*args)) if act else method)

    return bank
