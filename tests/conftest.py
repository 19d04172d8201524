"""Fixtures for everybody. `db` rolls back; `committed_db` is a throw-away clone of the database for tests
that commit, use threads or start processes: the ledger's triggers refuse the flush that other projects use,
and they are not weakened here.
"""

import gc
import os
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from django.test.utils import override_settings, setup_databases, teardown_databases
from django.utils import translation
from playwright.sync_api import sync_playwright

from api.management.commands import load_demo
from bench.databases import drop, maintain
from tests.browsers import BROWSER
from tests.scheduling import TogetherOnOneWorker
from tests.world import World

FULL = os.environ.get("PROFILE") == "full"
NO_BROWSER = (
    "NO BROWSER ON THIS MACHINE: the journeys in a real browser were left out. Install chromium to run them."
)


def pytest_configure(config):
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]
    settings.WHITENOISE_USE_FINDERS = False  # every new test client would look through all static files


def pytest_collection_modifyitems(config, items):
    if os.environ.get("REQUIRE_BROWSER") and not BROWSER:
        raise pytest.UsageError("REQUIRE_BROWSER is set, but there is no chromium")
    for item in items:
        if item.get_closest_marker("slow") and not FULL:
            item.add_marker(pytest.mark.skip(reason="long profile: make test-full"))
        if item.get_closest_marker("journey") and not BROWSER:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_collection_finish(session):
    gc.freeze()  # what was imported stays, and need not be looked through again and again: 8 % of the time
    gc.set_threshold(100_000, 50, 100)


def pytest_xdist_make_scheduler(config, log):
    return TogetherOnOneWorker(config, log)


def pytest_terminal_summary(terminalreporter):
    if not BROWSER:
        terminalreporter.write_line(f"!!! {NO_BROWSER} !!!", red=True, bold=True)


@pytest.fixture(autouse=True)
def own_language():
    """A request leaves its language behind in the thread: no test speaks another's."""
    yield
    translation.deactivate()


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


@pytest.fixture(scope="session")
def demo_database(template_database, django_db_blocker, tmp_path_factory):
    """A template with the demo, which takes long to load, and the folder of its pictures."""
    media = tmp_path_factory.mktemp("media")
    with _copied(template_database) as name:
        with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), _connected_to(name):
            load_demo.load()
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # a copy knows of its rows what the original knew
        yield name, media


@contextmanager
def clone(template):
    with _copied(template) as name, _connected_to(name):
        yield name


@contextmanager
def _copied(template):
    name = f"{template}_{os.urandom(4).hex()}"
    maintain(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield name
    finally:
        drop(name)


@contextmanager
def _connected_to(name):
    before = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before


@pytest.fixture
def committed_world(committed_db):
    return World()
