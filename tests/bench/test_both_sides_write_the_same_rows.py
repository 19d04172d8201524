"""A ratio is honest only if the shop and the plain SQL beside it write the same rows."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from bench import expiry, http, people, seed
from tests.books import broken


@pytest.fixture
def seeded(db):
    seed.catalogue()
    seed.gifts(20, due_in=expiry.TO_COME)


def test_plain_expiry_writes_the_rows_that_the_sweep_writes(seeded):
    expire(expiry.plain, 1)  # the first one ever opens the account that refunds are owed from
    by_plain_sql = expire(expiry.plain, 30)
    assert expire(expiry.sweep, 30) == by_plain_sql
    assert by_plain_sql["gifts_gift"] == by_plain_sql["payments_refund"] == 30
    assert broken() == []


def test_bare_views_write_the_rows_that_the_shop_writes(seeded, settings):
    [pair] = people.pairs(1, http.ADDRESS)
    by_the_shop = give(pair)
    settings.ROOT_URLCONF = "bench.bare"
    assert give(pair) == by_the_shop
    assert by_the_shop["orders_delivery"] == 2
    assert broken() == []


def test_seeded_gifts_break_no_invariant(seeded):
    assert broken() == []


def expire(work, count):
    seed.gifts(count, due_in=expiry.DUE)
    with rows_written() as written:
        assert work() == count
    return written


def give(pair):
    with rows_written() as written:
        InProcess(None, pair).give(2)
    return written


class InProcess(http.Client):
    """The benchmark's client without a network."""

    def post(self, path, body, headers, wanted):
        kind = headers["Content-Type"]
        answer = Client().post(path, body, content_type=kind, headers=headers, secure=True)
        assert answer.status_code == wanted, answer.content.decode()
        return answer.content


@contextmanager
def rows_written():
    """Table → inserts and updates inside the block."""
    written, before = {}, in_this_transaction()
    yield written
    after = in_this_transaction()
    written.update({name: after[name] - before[name] for name in after if after[name] != before[name]})


def in_this_transaction():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd FROM pg_stat_xact_user_tables")
        return dict(cursor.fetchall())
