"""Sweeps: each has its place in the schedule, none stumbles over a broken row, and they need no Redis."""

import logging
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from gifts import acceptance
from gifts.models import Gift
from gifts.refusals import Expired
from giftshop import celery, deadlines
from giftshop.clock import db_now
from giftshop.models import Event, EventCursor
from orders.models import Order
from payments.models import Refund, SandboxRefund
from tests.books import broken
from tests.bulk import sent_gifts

ROOT = Path(__file__).resolve().parents[2]
NO_REDIS = "redis://127.0.0.1:9/0"


def overdue(gifts):
    # Well before the transaction of the test began, which is what sweeps call now.
    past = db_now() - timedelta(hours=1)
    ids = [gift.pk for gift in gifts]
    Gift.objects.filter(pk__in=ids).update(deadline_at=past, expire_after=past, remind_at=None)
    return gifts


def poison(gift):
    """The gift's order says something else than the gift: giving it back raises."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE orders_order SET state = 'to_ship' WHERE id = %s", [gift.order_id])


# --- The schedule ----------------------------------------------------------------------------------------------------


def test_every_sweep_is_in_the_schedule_and_the_schedule_names_no_other():
    assert sorted(celery.SCHEDULE) == deadlines.names()


def test_beat_only_says_look_now_and_an_old_word_is_dropped():
    for name, entry in celery.app.conf.beat_schedule.items():
        assert (entry["task"], entry["args"]) == (deadlines.TASK, [name])
        assert entry["schedule"] <= 3600
        assert entry["schedule"] <= entry["options"]["expires"] <= max(entry["schedule"], 5)


def test_what_waits_for_somebody_outside_holds_up_nothing_else():
    """A worker serves one queue or both; of two workers one is always free to let gifts expire."""
    router = celery.app.amqp.router
    queues = {name: router.route({}, deadlines.TASK, [name], {})["queue"].name for name in deadlines.names()}
    assert {name for name, queue in queues.items() if queue == "outside"} == celery.OUTSIDE
    assert {queues["gifts.expire"], queues["payments.notices"], queues["accounts.notify"]} == {"inside"}
    leased = {n for n in deadlines.names() if isinstance(deadlines._sweeps[n], deadlines.LeasedSweep)}
    assert leased - celery.OUTSIDE == {"payments.notices"}  # it has heard already, and only writes it down


def test_a_sweep_is_registered_once():
    with pytest.raises(RuntimeError):
        deadlines.register(deadlines.Sweep("gifts.expire", Gift.objects.to_expire, "expire_after", list))


# --- A broken row ----------------------------------------------------------------------------------------------------


def test_a_poison_row_falls_out_of_its_batch_alone(world, caplog):
    gifts = overdue(sent_gifts(world, 5))
    poison(gifts[2])
    before = db_now()
    with caplog.at_level(logging.ERROR, logger="giftshop.deadlines"):
        assert deadlines.run("gifts.expire") == 5
    states = dict(Gift.objects.values_list("pk", "state"))
    assert states.pop(gifts[2].pk) == "pending"
    assert set(states.values()) == {"expired"}
    assert Refund.objects.count() == Event.objects.filter(kind="gift.expired").count() == 4
    assert world.variant().stock == 9
    snoozed = Gift.objects.get(pk=gifts[2].pk)
    # Read from the transaction's start on, which in this test lies somewhat before.
    assert snoozed.expire_after > before + deadlines.SNOOZE - timedelta(minutes=1)
    assert f"row {gifts[2].pk} cannot be swept" in caplog.text
    assert [record.levelname for record in caplog.records if "cannot be swept" in record.message] == ["ERROR"]


def test_a_poison_row_is_looked_at_again_and_swept_once_it_is_mended(world):
    gift = overdue(sent_gifts(world, 1))[0]
    poison(gift)
    deadlines.run("gifts.expire")
    assert deadlines.run("gifts.expire") == 0
    Order.objects.update(state="awaiting_acceptance")
    Gift.objects.update(expire_after=F("deadline_at"))
    assert deadlines.run("gifts.expire") == 1
    assert Gift.objects.get().state == "expired"
    assert not broken()


def test_a_poison_row_never_reopens_acceptance(world):
    gift = overdue(sent_gifts(world, 1))[0]
    poison(gift)
    deadlines.run("gifts.expire")
    Order.objects.update(state="awaiting_acceptance")
    gift.refresh_from_db()
    assert gift.deadline_at < db_now() < gift.expire_after
    with pytest.raises(Expired):
        acceptance.accept(gift.pk, by=world.bo, address=world.address())


def test_a_leased_row_that_fails_is_left_alone_until_its_lease_is_over(world, caplog):
    overdue(sent_gifts(world, 3))
    deadlines.run("gifts.expire")
    tried = []

    def fail_first(pk):
        tried.append(pk)
        if len(tried) == 1:
            raise RuntimeError("no answer")

    refunds = deadlines.LeasedSweep("test", Refund.objects.due, "next_try_at", fail_first)
    assert refunds.step() == 3
    assert sorted(tried) == sorted(Refund.objects.values_list("pk", flat=True))
    assert refunds.step() == 0
    assert "row" in caplog.text
    Refund.objects.update(next_try_at=db_now() - timedelta(minutes=1))
    assert refunds.step() == 3


def test_a_run_stops_when_its_time_is_up(world):
    overdue(sent_gifts(world, 1))
    assert deadlines.run("gifts.expire", budget=0) == 0
    assert deadlines.run("gifts.expire") == 1


# --- Without Redis ---------------------------------------------------------------------------------------------------


def run_deadlines(*arguments):
    call_command("run_deadlines", *arguments, stdout=StringIO())


def test_run_deadlines_goes_on_until_the_money_is_back(committed_world):
    """Committed: a refund falls due in the moment in which its transaction began."""
    overdue(sent_gifts(committed_world, 3))
    run_deadlines()
    assert Refund.objects.filter(state="succeeded").count() == SandboxRefund.objects.count() == 3
    assert EventCursor.objects.filter(name="accounts.notify").exists()
    assert not broken()


def test_run_deadlines_runs_one_sweep_when_asked(world):
    overdue(sent_gifts(world, 1))
    run_deadlines("--only", "gifts.remind")
    assert Gift.objects.get().state == "pending"
    run_deadlines("--only", "gifts.expire")
    assert Gift.objects.get().state == "expired"


def test_run_deadlines_knows_the_sweeps_by_name():
    with pytest.raises(CommandError, match="invalid choice"):
        run_deadlines("--only", "gifts.explode")


class Broken:
    name = "broken"

    def step(self):
        raise RuntimeError("the table is gone")


def test_a_sweep_that_fails_as_a_whole_does_not_stop_the_others_but_is_told_of(world, monkeypatch, caplog):
    monkeypatch.setitem(deadlines._sweeps, "broken", Broken())
    overdue(sent_gifts(world, 1))
    with pytest.raises(CommandError, match="failed: broken"):
        run_deadlines()
    assert Gift.objects.get().state == "expired"
    assert "sweep broken failed" in caplog.text


@pytest.fixture
def looping(committed_db):
    """`manage.py run_deadlines --loop` as its own process, on this database and without Redis."""
    url = database_url(committed_db)
    environment = os.environ | {"DATABASE_URL": url, "REDIS_URL": NO_REDIS, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, ROOT / "manage.py", "run_deadlines", "--loop"], env=environment, cwd=ROOT
    )
    yield process
    process.kill()
    process.wait()


def database_url(name):
    head, slash, query = os.environ["DATABASE_URL"].partition("?")
    return head.rpartition("/")[0] + f"/{name}" + slash + query


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_without_redis_the_loop_still_expires_and_pays_back_and_ends_when_told(
    committed_world, looping, signum
):
    committed_world.tea.variants.update(stock=25)
    overdue(sent_gifts(committed_world, 25))
    until = time.monotonic() + 60
    while Refund.objects.filter(state="succeeded").count() < 25 and time.monotonic() < until:
        assert looping.poll() is None
        time.sleep(0.1)
    assert Refund.objects.filter(state="succeeded").count() == SandboxRefund.objects.count() == 25
    assert not broken()
    looping.send_signal(signum)
    assert looping.wait(timeout=30) == 0


def test_without_redis_a_nudge_costs_a_shopper_nothing():
    """A hint that nobody hears must not make a verb wait: kombu by itself would try for six seconds."""
    code = (
        "import django; django.setup()\n"
        "import time\n"
        "from giftshop import celery, deadlines\n"
        "deadlines.nudge('gifts.expire')\n"  # the first one loads modules
        "deadlines._Nudging.silent_until = 0\n"
        "start = time.monotonic()\n"
        "deadlines.nudge('gifts.expire')\n"
        "print(time.monotonic() - start)\n"
    )
    environment = os.environ | {"REDIS_URL": NO_REDIS, "DJANGO_SETTINGS_MODULE": "giftshop.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert float(done.stdout) < 2
    assert "could not be nudged" in done.stderr
