"""Orders, gifts, payments, refunds and releases in any order that Hypothesis can think of."""

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from orders.ports import EARNERS
from tests.conftest import FULL
from tests.machine.machine import SHARES, ShopMachine, earners

# The same examples each time, and none is made smaller: shrinking takes minutes.
SHORT = {"max_examples": 6, "stateful_step_count": 30, "derandomize": True, "phases": [Phase.generate]}
# Lives share a database, and the whole ledger is proved after every step: some lives later there is a fresh one.
LONG = {"max_examples": 20, "stateful_step_count": 50, "print_blob": True}
DATABASES = 25 if FULL else 1


@pytest.fixture
def a_sharer_earns(monkeypatch):
    EARNERS.register("machine", earners)
    monkeypatch.setattr(django_settings, "WITHDRAWAL_MIN_FEN", 1)  # most commissions here are small
    yield
    del EARNERS._handlers["machine"]
    SHARES.clear()


@pytest.mark.parametrize("database", range(DATABASES))
def test_the_shop_and_its_model_agree_whatever_is_done(committed_db, a_sharer_earns, database):
    profile = settings(
        **(LONG if FULL else SHORT),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(ShopMachine, settings=profile)
