"""The same POST, with the same key, at the same moment; and one whose process dies."""

import json
import os
import subprocess
import time
from contextlib import contextmanager
from functools import partial
from threading import Thread

import pytest
from django.db import connection, transaction
from django.test import Client

from api.models import Answer, Application, Partner
from gifts.models import Gift
from shops.models import Variant
from tests.api.contract import token
from tests.faults.processes import session
from tests.faults.test_killing import database_url
from tests.threads import count, together


@pytest.fixture
def caller(committed_world):
    """`caller()` sends the same gift under the same key."""
    world = committed_world
    partner = Partner.objects.create(name="Gifts for Clients")
    fields = {"client_type": Application.CLIENT_CONFIDENTIAL, "scopes": ["gifts:read", "gifts:write"]}
    program = Application.objects.create(partner=partner, name="CRM", **fields)
    return Caller(world.variant(), token(program))


class Caller:
    def __init__(self, variant, token):
        self.variant, self.token = variant, token
        self.wish = {"variant": variant.pk, "price_fen": 8800, "customer": {"external_id": "42"}}

    def send(self, key="the-key"):
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
        answer = Client().post("/api/v1/gifts", self.wish, content_type="application/json", headers=headers)
        return answer.status_code, answer.json()["code"]

    @contextmanager
    def held(self):
        """Whoever sends waits for the variant's stock meanwhile."""
        with transaction.atomic():
            Variant.objects.select_for_update().get(pk=self.variant.pk)
            yield


def test_of_twenty_at_once_one_sends_and_all_that_are_answered_are_answered_alike(caller):
    outcomes = together(*[caller.send] * 20)
    [gift] = Gift.objects.all()
    assert set(outcomes) <= {(201, gift.code), (409, "request-in-flight")}
    assert (201, gift.code) in outcomes
    assert caller.send() == (201, gift.code)
    assert Answer.objects.count() == 1


def test_twenty_keys_send_twenty_gifts(caller):
    Variant.objects.update(stock=20)
    outcomes = together(*[partial(caller.send, f"key-{n}") for n in range(20)])
    assert [status for status, _code in outcomes] == [201] * 20, count(outcomes)
    assert Gift.objects.count() == 20


def test_while_the_first_is_at_work_a_second_is_told_so(caller):
    told = []
    first = Thread(target=lambda: told.append(caller.send()))
    with caller.held():
        first.start()
        until_somebody_waits()
        assert caller.send() == (409, "request-in-flight")
    first.join()
    assert told == [(201, Gift.objects.get().code)]


def test_what_was_killed_at_work_can_be_repeated(caller, committed_db):
    environment = os.environ | {
        "DATABASE_URL": database_url(committed_db),
        "DJANGO_SETTINGS_MODULE": "giftshop.settings",
    }
    command = ["tests.api.calling", "/api/v1/gifts", "the-key", caller.token]
    with caller.held():
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "text": True}
        with session(command, environment, **pipes) as process:
            process.stdin.write(json.dumps(caller.wish))
            process.stdin.close()
            until_somebody_waits()
        assert caller.send() == (409, "request-in-flight")  # its place in the database is not given up yet
    until = time.monotonic() + 60
    while (outcome := caller.send()) == (409, "request-in-flight"):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert outcome == (201, Gift.objects.get().code)


def until_somebody_waits():
    query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    until = time.monotonic() + 60
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(query)
            if cursor.fetchone()[0]:
                return
        assert time.monotonic() < until, "nobody waits"
        time.sleep(0.02)
