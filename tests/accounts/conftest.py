import os
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache

from tests.accounts.people import person


@pytest.fixture(autouse=True)
def own_counters(settings):
    """A Redis database for each worker: a cache emptied after one test must not reset a limit that another counts."""
    number = 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 15
    settings.CACHES = {
        "default": settings.CACHES["default"]
        | {"LOCATION": urlsplit(settings.REDIS_URL)._replace(path=f"/{number}").geturl()}
    }
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def mei(db):
    return person("mei")


@pytest.fixture
def bo(db):
    return person("bo")


@pytest.fixture
def as_mei(client, mei):
    client.force_login(mei)
    return client
