"""Whatever is killed whenever: every gift has one outcome, and every expired one is paid back once."""

import os
import random
import time
from collections import Counter
from datetime import timedelta

import pytest
import redis as redis_client
from django.core.management import call_command
from django.db.models import F

from accounts.models import Notification
from gifts.models import Gift
from giftshop.clock import db_now
from giftshop.embedded import home, redis
from giftshop.models import Event
from orders.models import Delivery, Order
from payments import ledger
from payments.models import Refund, SandboxRefund
from shops.models import Variant
from tests.books import broken
from tests.bulk import sent_gifts
from tests.conftest import FULL
from tests.faults.processes import Celery, workers

GIFTS = 2_000 if FULL else 150
SECONDS = 60 if FULL else 4
PATIENCE = 900 if FULL else 240  # seconds to calm down; a fraction is enough on an idle machine
SEED = int(os.environ.get("FAULTS_SEED") or random.SystemRandom().randrange(10**6))


@pytest.fixture
def own_redis():
    """One that may be flushed without anybody else noticing."""
    with home.thrown_away() as place, redis.running(place) as url:
        yield url


def database_url(name):
    head, slash, query = os.environ["DATABASE_URL"].partition("?")
    return f"{head.rpartition('/')[0]}/{name}{slash}{query}"


def test_killed_sweepers_and_a_flushed_redis_cost_no_gift_and_no_fen(
    committed_world, committed_db, own_redis, tmp_path
):
    print(f"\nrepeat with FAULTS_SEED={SEED}")
    world, dice = committed_world, random.Random(SEED)
    world.tea.variants.update(stock=GIFTS)
    gifts = sent_gifts(world, GIFTS)
    environment = os.environ | {
        "DATABASE_URL": database_url(committed_db),
        "REDIS_URL": own_redis,
        "DJANGO_SETTINGS_MODULE": "giftshop.settings",
        "LOG_LEVEL": "ERROR",
    }
    with Celery(environment, tmp_path / "beat") as celery, workers(environment, dice) as killed:
        let_deadlines_begin(gifts, dice)
        killed.begin()
        wreak_havoc(killed, celery, own_redis, dice)
        killed.kill_all()
        calm_down()  # Celery alone, after its Redis forgot everything
    assert killed.kills > SECONDS
    print(f"{killed.kills} kills, {dict(Counter(Gift.objects.values_list('state', flat=True)))}")
    each_gift_has_one_outcome()
    each_expired_gift_is_paid_back_once()
    everybody_is_told_once()
    units = sum(Variant.objects.filter(product=world.tea).values_list("stock", flat=True))
    assert units == 3 * GIFTS - Gift.objects.filter(state="accepted").count()
    assert not broken()
    call_command("check_ledger")


def let_deadlines_begin(gifts, dice):
    """The gifts' deadlines pass one after the other while processes die."""
    start = db_now()
    for gift in gifts:
        gift.deadline_at = gift.expire_after = start + timedelta(seconds=dice.uniform(0, SECONDS))
    Gift.objects.bulk_update(gifts, ["deadline_at", "expire_after"])


def wreak_havoc(killed, celery, url, dice):
    start, flushed = time.monotonic(), False
    while (passed := time.monotonic() - start) < SECONDS + 1:
        time.sleep(dice.uniform(0.02, 0.3))
        killed.kill_one()
        if passed > SECONDS / 2 and not flushed:
            celery.kill()
            redis_client.Redis.from_url(url).flushall()
            celery.start()
            flushed = True


def calm_down():
    """Refunds whose worker was killed wait for their lease to run out: the minute is over now."""
    until = time.monotonic() + PATIENCE
    while unrest := [what for what, rows in open_ends().items() if rows]:
        assert time.monotonic() < until, f"it never calmed down: {unrest}, {open_ends()}"
        Refund.objects.owed().update(next_try_at=F("next_try_at") - timedelta(minutes=1))
        time.sleep(1)


def open_ends():
    told = Notification.objects.filter(kind="gift.refunded").count()
    return {
        "gifts pending": Gift.objects.filter(state="pending").count(),
        "refunds owed": Refund.objects.owed().count(),
        "refunds nobody was told of": Refund.objects.count() - told,
    }


def each_gift_has_one_outcome():
    assert set(Gift.objects.values_list("state", flat=True)) == {"accepted", "expired"}
    accepted, expired = Gift.objects.filter(state="accepted"), Gift.objects.filter(state="expired")
    assert not accepted.filter(accepted_at__gte=F("deadline_at")).exists()
    assert not expired.filter(closed_at__lt=F("deadline_at")).exists()
    assert accepted.filter(order__state="to_ship").count() == Delivery.objects.count() == accepted.count()
    assert expired.filter(order__state="cancelled").count() == expired.count()
    for kind, gifts in [("gift.accepted", accepted), ("gift.expired", expired)]:
        told = Event.objects.filter(kind=kind).values_list("subject", flat=True)
        assert sorted(told) == sorted(gift.subject for gift in gifts)


def each_expired_gift_is_paid_back_once():
    expired = Order.objects.filter(gift__state="expired").select_related("payment__paid_attempt")
    refunds = Refund.objects.values_list("subject", "cause", "amount_fen", "state")
    assert sorted(refunds) == sorted((o.subject, "expired", o.total_fen, "succeeded") for o in expired)
    at_the_bank = SandboxRefund.objects.values_list("trade__number", "amount_fen", "state")
    assert sorted(at_the_bank) == sorted(
        (order.payment.paid_attempt.number, order.total_fen, "success") for order in expired
    )
    kept = Order.objects.filter(gift__state="accepted")
    assert ledger.balance("refund_payable") == 0
    assert ledger.balance("provider_clearing") == sum(order.total_fen for order in kept)


def everybody_is_told_once():
    for kind, state in [("gift.expired", "expired"), ("gift.accepted", "accepted")]:
        told = Notification.objects.filter(kind=kind)
        assert told.count() == told.values("event_id").distinct().count()
        assert told.count() == Gift.objects.filter(state=state).count()
