"""A ratio is honest only if the shop and the plain SQL beside it write the same rows."""

import json
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from bench import api, expiry, http, people, seed
from shops.models import Picture, Product
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


def test_a_bare_view_writes_the_rows_of_a_gift_that_a_program_creates(seeded, settings):
    [program] = api.programs(1)
    by_the_api = create(program)
    settings.ROOT_URLCONF = "bench.bare_api"
    assert create(program) == by_the_api
    assert by_the_api["gifts_gift"] == by_the_api["api_answer"] == 2


def test_a_bare_view_shows_the_product_that_the_api_shows(seeded, settings):
    [program] = api.programs(1)
    product = Product.objects.get(pk=program.product)
    picture = Picture.objects.create(product=product, file="pictures/tea.webp", state=Picture.FETCHED)
    product.variants.filter(pk=program.variant).update(picture=picture)
    by_the_api = json.loads(api.read(ask, program))
    settings.ROOT_URLCONF = "bench.bare_api"
    assert json.loads(api.read(ask, program)) == by_the_api
    assert by_the_api["picture"].endswith("/tea.webp") and len(by_the_api["variants"]) == seed.VARIANTS


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


def create(program):
    with rows_written() as written:
        for _ in range(2):
            api.create(ask, program)
    return written


class InProcess(http.Client):
    """The benchmark's client without a network."""

    def post(self, path, body, headers, wanted):
        return ask("POST", path, wanted, headers, body)


def ask(method, path, wanted, headers, body=b""):
    kind = headers.get("Content-Type", "")
    answer = Client().generic(method, path, body, content_type=kind, headers=headers, secure=True)
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
