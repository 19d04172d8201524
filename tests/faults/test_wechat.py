"""Whatever WeChat Pay or a worker does at the wrong moment: afterwards its books and the ledger say the same."""

import os
import random
from itertools import product

import pytest
from django.core.management import call_command

from payments.models import Refund, Split
from payments.providers.wechat import client
from tests.conftest import FULL
from tests.faults.wechat_lives import DEATHS, Killed, Life, books_agree, killed
from tests.mailbox import mailbox
from tests.wechat import at_wechat

KINDS = ["timeout_before", "timeout_after", "error_before", "error_after", "bad_signature", "rate_limited"]
OPERATIONS = [
    "pay",
    "query",
    "close",
    "refund",
    "refund_query",
    "split",
    "split_query",
    "receivers",
    "unfreeze",
]
NOTICES = ["duplicate", "reorder", "delay", "drop"]
ODDITIES = ["again", "old", "forged", "signtest", "unknown_serial", "without_type"]
SEED = int(
    os.environ.get("FAULTS_SEED", "1")
)  # the same for all workers, who must agree on what there is to do
SOME = 12


def slice_of(cases):
    """All of them in the long profile, else some."""
    return cases if FULL else random.Random(SEED).sample(cases, min(SOME, len(cases)))


@pytest.fixture
def life(db, world, monkeypatch, settings):
    monkeypatch.setattr(client, "TIMEOUT", (1, 0.3))
    shop = world.shop
    shop.merchant_number = "1900100001"
    shop.save()
    with mailbox() as box, at_wechat(monkeypatch, settings) as wechat:
        monkeypatch.setattr("payments.providers.notify_url", lambda name: box.url)
        yield Life(wechat, box, world)


def hang(life, operation, kind):
    life.wechat.control.fault(operation, kind, count=2, seconds=0.6 if "timeout" in kind else None)


def walk(life, end):
    """From ordering to the end: `released`, `refunded` or `lapsed`."""
    life.ordered()
    life.start()
    if end == "lapsed":
        life.lapse()
        life.calm_down()
        life.lapse()
        return
    life.pay()
    life.receive()
    life.look()
    life.calm_down()
    life.order.refresh_from_db()
    life.complete() if end == "released" else life.give_up()
    life.calm_down()


def end_for(operation):
    """The end on whose way the operation lies."""
    if operation == "close":
        return "lapsed"
    return "refunded" if operation.startswith("refund") else "released"


def all_is_well(life):
    books_agree(life.wechat)
    call_command("check_ledger")
    assert not Refund.objects.filter(state__in=Refund.OPEN).exists()
    assert not Split.objects.filter(state__in=Split.OPEN).exists()


@pytest.mark.parametrize(("operation", "kind"), slice_of(list(product(OPERATIONS, KINDS))))
def test_a_call_that_goes_wrong_costs_nobody_a_fen(life, operation, kind):
    hang(life, operation, kind)
    walk(life, end_for(operation))
    all_is_well(life)


@pytest.mark.parametrize("mode", NOTICES)
@pytest.mark.parametrize("end", ["released", "refunded"])
def test_notices_that_travel_badly_cost_nobody_a_fen(life, mode, end):
    life.wechat.control.notices(mode, seconds=90)
    walk(life, end)
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


@pytest.mark.parametrize("operation", DEATHS)
def test_a_worker_killed_between_the_yes_and_our_commit_costs_nobody_a_fen(life, monkeypatch, operation):
    owner, name = DEATHS[operation]
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, killed)
        with pytest.raises(Killed):
            walk(life, end_for(operation))
    if operation in {"refund", "split"}:
        life.calm_down()
    else:
        life.calm_down()
        life.lapse()
        life.calm_down()
    all_is_well(life)
