"""Before the deadline a gift can be accepted, from the deadline on it expires, and never both."""

import random
import threading
import time
from datetime import timedelta
from functools import partial

import psycopg2
import pytest
from django.db import connection

from gifts import acceptance, giving_back
from gifts.acceptance import accept
from gifts.models import Gift
from gifts.refusals import Expired
from giftshop import deadlines
from giftshop.clock import db_now
from payments.models import Refund
from tests.books import broken
from tests.bulk import sent_gifts
from tests.conftest import FULL
from tests.threads import count, together

ROUNDS = 200 if FULL else 40


def expiring_in(gift, seconds):
    """The gift's deadline is that far away now; returns it."""
    deadline = db_now() + timedelta(seconds=seconds)
    Gift.objects.filter(pk=gift.pk).update(deadline_at=deadline, expire_after=deadline, remind_at=None)
    return deadline


def overdue(gifts):
    """The gifts' deadline passed a second ago; returns their ids."""
    ids = [gift.pk for gift in gifts]
    past = db_now() - timedelta(seconds=1)
    Gift.objects.filter(pk__in=ids).update(deadline_at=past, expire_after=past, remind_at=None)
    return ids


def test_accepting_against_expiring_has_exactly_one_outcome_each_time(committed_world):
    world = committed_world
    world.tea.variants.update(stock=ROUNDS)
    world.bo  # noqa: B018 made before the race
    for gift in sent_gifts(world, ROUNDS):
        jitter = random.uniform(0, 0.03)
        expiring_in(gift, 0.015)
        accepted, swept = together(
            partial(accept_after, jitter, gift, world), partial(expire_for, timedelta(seconds=0.05), gift)
        )
        gift.refresh_from_db()
        order, refunds = gift.order, [refund.cause for refund in gift.order.refunds]
        if gift.state == "accepted":
            assert gift.accepted_at < gift.deadline_at
            assert (type(accepted), order.state, order.owner, refunds) == (tuple, "to_ship", world.bo, [])
        else:
            assert (gift.state, type(accepted), swept) == ("expired", Expired, None)
            assert (order.state, order.owner, refunds) == ("cancelled", None, ["expired"])
            assert gift.closed_at >= gift.deadline_at
    kept = Gift.objects.filter(state="accepted").count()
    assert world.variant().stock == ROUNDS - kept
    assert Refund.objects.count() == ROUNDS - kept
    assert not broken()


def accept_after(seconds, gift, world):
    time.sleep(seconds)
    return accept(gift.pk, by=world.bo, address=world.address())


def expire_for(window, gift):
    """Sweep until the gift is through, and for `window` after the deadline at least."""
    while Gift.objects.filter(pk=gift.pk, state="pending").exists() or db_now() < gift_end(gift, window):
        deadlines.run("gifts.expire")
        time.sleep(0.002)


def gift_end(gift, window):
    return Gift.objects.values_list("deadline_at", flat=True).get(pk=gift.pk) + window


def accept_while_the_row_is_held(world, table):
    """Accept a gift whose row in `table` somebody else holds from before the deadline until after it.

    Returns (what accepting returned or raised, the deadline, when its transaction began, the gift).
    """
    gift = world.sent_gift()
    bo, address = world.bo, world.address()
    holder = psycopg2.connect(**connection.get_connection_params())
    pk = gift.pk if table == "gifts_gift" else gift.order_id
    deadline = expiring_in(gift, 1)
    holder.cursor().execute(f"SELECT FROM {table} WHERE id = %s FOR NO KEY UPDATE", [pk])
    outcomes = []
    waiting = threading.Thread(
        target=lambda: outcomes.extend(together(lambda: accept(gift.pk, by=bo, address=address)))
    )
    waiting.start()
    began = when_the_waiter_began()
    while db_now() <= deadline:
        time.sleep(0.05)
    holder.rollback()
    holder.close()
    waiting.join(timeout=30)
    gift.refresh_from_db()
    return outcomes[0], deadline, began, gift


def when_the_waiter_began():
    """The start of the transaction that waits for a lock, as soon as there is one."""
    query = """SELECT xact_start FROM pg_stat_activity
               WHERE datname = current_database() AND wait_event_type = 'Lock'"""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(query)
            if row := cursor.fetchone():
                return row[0]
        time.sleep(0.01)
    raise AssertionError("nobody waits for a lock")


@pytest.mark.parametrize("table", ["gifts_gift", "orders_order"])
def test_who_began_before_the_deadline_and_waited_past_it_is_refused(committed_world, table):
    outcome, deadline, began, gift = accept_while_the_row_is_held(committed_world, table)
    assert began < deadline
    assert type(outcome) is Expired
    assert gift.state == "pending"
    giving_back.expire([gift.pk])
    gift.refresh_from_db()
    assert gift.state == "expired"
    assert not broken()


def test_the_transactions_own_clock_would_have_let_them_in(committed_world, monkeypatch):
    """The test above tells the two clocks apart: with the wrong one it fails."""
    monkeypatch.setattr(acceptance, "db_now", transaction_now)
    outcome, deadline, began, gift = accept_while_the_row_is_held(committed_world, "gifts_gift")
    assert began < deadline
    assert type(outcome) is tuple
    assert gift.state == "accepted"


def transaction_now():
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]


def test_two_sweepers_share_a_batch_and_do_each_gift_once(committed_world):
    world = committed_world
    world.tea.variants.update(stock=40)
    overdue(sent_gifts(world, 40))
    outcomes = together(*[lambda: deadlines.run("gifts.expire")] * 4)
    assert sum(outcomes) == 40
    assert Gift.objects.filter(state="expired").count() == Refund.objects.count() == 40
    assert world.variant().stock == 40
    assert not broken()


def test_expiring_the_same_gifts_by_name_from_many_sides_does_each_once(committed_world):
    """Not the sweep's claim but the verb itself, which others may call as well."""
    ids = overdue(sent_gifts(committed_world, 6))
    outcomes = together(
        *[partial(giving_back.give_back, ids[turn:] + ids[:turn], "expired") for turn in range(6)]
    )
    assert count(outcomes) == {"list": 6}
    assert sorted(sum(outcomes, [])) == ids
    assert Refund.objects.count() == 6
    assert not broken()
