"""Fixtures for everybody. `db` rolls back; `committed_db` is a throw-away clone of the database for tests
that commit, use threads or start processes: the ledger's triggers refuse the flush that other projects use,
and they are not weakened here.
"""

import os
import shutil
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import sync_playwright

from bench.databases import drop, maintain
from tests.world import World

FULL = os.environ.get("PROFILE") == "full"
BROWSER = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
NO_BROWSER = (
    "NO BROWSER ON THIS MACHINE: the journeys in a real browser were left out. Install chromium to run them."
)


def pytest_configure(config):
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]


def pytest_collection_modifyitems(config, items):
    for item in items:
        if item.get_closest_marker("slow") and not FULL:
            item.add_marker(pytest.mark.skip(reason="long profile: make test-full"))
        if item.get_closest_marker("journey") and not BROWSER:
            if os.environ.get("REQUIRE_BROWSER"):
                raise pytest.UsageError("REQUIRE_BROWSER is set, but there is no chromium")
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter):
    if not BROWSER:
        terminalreporter.write_line(f"!!! {NO_BROWSER} !!!", red=True, bold=True)


@pytest.fixture(autouse=True)
def own_counters(settings):
    """No test sees another's rate-limit counters. Each worker has a Redis database: emptying the cache after one
    test must not reset a limit that another counts."""
    number = 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 15
    address = urlsplit(settings.REDIS_URL)._replace(path=f"/{number}").geturl()
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": address}}
    yield
    cache.clear()


@pytest.fixture(scope="module")
def browser():
    """For a module's time only: Playwright keeps an event loop in this thread, which Django takes for a mistake."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def world(db):
    """Mei gives, Bo receives, Lin shares, the Tea House sells."""
    return World()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """The migrated test database. pytest-django's own would not make it for tests that only use a clone of it,
    and the clone would then be one of the database that DATABASE_URL names.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def template_database(django_db_setup, django_db_blocker):
    """A pristine copy of the migrated test database, which nobody connects to."""
    source = connection.settings_dict["NAME"]
    template = f"{source}_template"
    with django_db_blocker.unblock():
        connection.close()
        maintain(f'CREATE DATABASE "{template}" TEMPLATE "{source}"')
    yield template
    drop(template)


@pytest.fixture
def committed_db(template_database, django_db_blocker):
    """A database of its own whose commits are real; yields its name."""
    with django_db_blocker.unblock(), clone(template_database) as name:
        yield name


@contextmanager
def clone(template):
    before = connection.settings_dict["NAME"]
    name = f"{template}_{os.urandom(4).hex()}"
    maintain(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield name
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before
        drop(name)


@pytest.fixture
def committed_world(committed_db):
    return World()
