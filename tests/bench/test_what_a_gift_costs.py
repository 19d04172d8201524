"""How many statements the gift path asks, so that none comes back unseen."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import http, people, seed
from tests.bench.test_both_sides_write_the_same_rows import InProcess

COSTS = {"send": 17, "pay": 11, "notice": 19, "accept": 15}
STEPS = [
    (re.compile(r"/api/v1/gifts"), "send"),
    (re.compile(r"/payments/[^/]+/"), "pay"),
    (re.compile(r"/payments/notices/.+"), "notice"),
    (re.compile(r"/api/v1/gifts/.+/acceptance"), "accept"),
]


@pytest.fixture
def counted(db):
    seed.catalogue()
    [pair] = people.pairs(1, http.ADDRESS)
    client = Counting(None, pair)
    client.give(2)
    return client.costs


def test_a_gift_asks_a_known_number_of_statements(counted):
    assert counted == COSTS


class Counting(InProcess):
    """Keeps what each step's last request asked, without the savepoints, which stand for a test's transactions."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.costs = {}

    def post(self, path, body, headers, wanted):
        with CaptureQueriesContext(connection) as found:
            answer = super().post(path, body, headers, wanted)
        step = next(name for pattern, name in STEPS if pattern.fullmatch(path))
        self.costs[step] = sum("SAVEPOINT" not in query["sql"] for query in found)
        return answer
