"""A long row of refunds to pay, and a bank that nobody can tell anything: gifts expire in time all the same."""

import os
import time
from datetime import timedelta

import pytest

from gifts.models import Gift
from giftshop import deadlines
from giftshop.clock import db_now
from payments.models import Refund
from tests.bulk import sent_gifts
from tests.faults.processes import Celery
from tests.faults.test_killing import database_url, own_redis  # noqa: F401

REFUNDS, LATE = 2_000, 30  # seconds; the schedule says 2, and machines are busy


def overdue(ids):
    past = db_now() - timedelta(seconds=1)
    Gift.objects.filter(pk__in=ids).update(deadline_at=past, expire_after=past, remind_at=None)


@pytest.mark.slow
def test_while_refunds_queue_up_gifts_expire_in_time(
    committed_world,
    committed_db,
    own_redis,  # noqa: F811
    tmp_path,
):
    world = committed_world
    world.tea.variants.update(stock=REFUNDS + 5)
    *many, a, b, c, d, e = [gift.pk for gift in sent_gifts(world, REFUNDS + 5)]
    overdue(many)
    deadlines.run("gifts.expire")
    environment = os.environ | {"DATABASE_URL": database_url(committed_db), "REDIS_URL": own_redis}
    with Celery(environment, tmp_path / "beat"):
        wait_for(Refund.objects.filter(state="succeeded"), 120)
        for gift in [a, b, c, d, e]:
            assert Refund.objects.owed().count() > 20
            overdue([gift])
            wait_for(Gift.objects.filter(pk=gift, state="expired"), LATE)


def wait_for(rows, seconds):
    until = time.monotonic() + seconds
    while not rows.exists():
        assert time.monotonic() < until
        time.sleep(0.1)
