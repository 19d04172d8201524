"""Whatever WeChat Pay or a worker does at the wrong moment: afterwards its books and the ledger say the same."""

import os
import random

import pytest
from django.core.management import call_command

from payments.providers.wechat import client
from tests.conftest import FULL
from tests.faults.wechat_lives import DEATHS, Life, books_agree, dies_once, is_open
from tests.faults.wechat_walks import WALKS, lapsed, paid_too_late
from tests.letterbox import Letterbox
from tests.wechat import at_wechat

KINDS = ["timeout_before", "timeout_after", "error_before", "error_after", "bad_signature", "rate_limited"]
NOTICES = ["duplicate", "reorder", "delay", "drop"]
ODDITIES = ["again", "old", "forged", "signtest", "unknown_serial", "without_type"]
SEED = int(
    os.environ.get("FAULTS_SEED", "1")
)  # the same for all workers, who must agree on what there is to do

CALLS = [(walk, operation, kind) for walk, calls in WALKS.items() for operation in calls for kind in KINDS]
# Who is not told, and need not ask since it was closed, hears of late money from the bill of the day.
TRAVELS = [(walk, mode) for walk in WALKS for mode in NOTICES if (walk, mode) != (paid_too_late, "drop")]
LOSSES = [(walk, operation) for walk, calls in WALKS.items() for operation in DEATHS if operation in calls]
LOSSES.remove((lapsed, "pay"))  # nobody hears of money
LOSSES.append((paid_too_late, "pay"))


def slice_of(cases, some):
    """All of them in the long profile, else so many."""
    return cases if FULL else random.Random(SEED).sample(cases, some)


def named(value):
    return getattr(value, "__name__", value)


@pytest.fixture
def life(db, world, monkeypatch, settings):
    monkeypatch.setattr(client, "TIMEOUT", (1, 0.3))
    shop = world.shop
    shop.merchant_number = "1900100001"
    shop.save()
    with Letterbox() as box, at_wechat(monkeypatch, settings) as wechat:
        monkeypatch.setattr("payments.providers.notify_url", lambda name: box.url)
        yield Life(wechat, box, world)


COUNT = 2  # times that the call goes wrong


def all_is_well(life):
    assert not is_open()
    books_agree(life.wechat)
    call_command("check_ledger")


@pytest.mark.parametrize(("walk", "operation", "kind"), slice_of(CALLS, 8), ids=named)
def test_a_call_that_goes_wrong_costs_nobody_a_fen(life, walk, operation, kind):
    life.is_deaf = operation in {"query", "refund_query"}
    life.wechat.control.fault(operation, kind, count=COUNT, seconds=0.6 if "timeout" in kind else None)
    walk(life)
    assert life.wechat.desk.books.amount("SELECT SUM(left) FROM faults") < COUNT
    all_is_well(life)


@pytest.mark.parametrize(("walk", "mode"), slice_of(TRAVELS, 4), ids=named)
def test_notices_that_travel_badly_cost_nobody_a_fen(life, walk, mode):
    life.wechat.control.notices(mode, seconds=90)
    walk(life)
    life.calm_down()
    all_is_well(life)


@pytest.mark.parametrize("how", ODDITIES)
def test_notices_that_nobody_should_believe_change_nothing(life, how):
    life.ordered()
    life.start()
    life.pay()
    life.wechat.control.send(how)
    letters = life.box.letters
    assert letters
    life.receive()
    life.calm_down()
    life.order.refresh_from_db()
    assert life.order.state == "to_ship"
    all_is_well(life)


@pytest.mark.parametrize(("walk", "operation"), slice_of(LOSSES, 4), ids=named)
def test_a_worker_killed_between_the_yes_and_our_commit_costs_nobody_a_fen(
    life, monkeypatch, walk, operation
):
    dead = dies_once(monkeypatch, operation)
    walk(life)
    assert dead
    all_is_well(life)
