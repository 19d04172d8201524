import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import expect

from tests.conftest import clone
from tests.journeys import stack
from tests.journeys.people import Visitor
from tests.world import World

PHONE = {"width": 390, "height": 844}
SHOTS = os.environ.get("SCREENSHOTS")  # a folder: every page that a journey names is photographed there

expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def static_files(tmp_path_factory):
    base = tmp_path_factory.getbasetemp()
    several = "PYTEST_XDIST_WORKER" in os.environ  # each has a folder of its own in that of the run
    return stack.collect_once((base.parent if several else base) / "collected")


@pytest.fixture(scope="session")
def run_shop(template_database, static_files, django_db_blocker, tmp_path_factory):
    """`run_shop(**environment)`: the running shop with a tea to give, for a with block; yields its address."""

    @contextmanager
    def run(**environment):
        folder = tmp_path_factory.mktemp("shop")
        with django_db_blocker.unblock(), clone(template_database):
            World().tea  # noqa: B018
            with stack.running(folder, static=static_files, **environment) as address:
                yield address

    return run


@pytest.fixture(scope="package")
def shop(run_shop):
    with run_shop() as address:
        yield address


@pytest.fixture
def visit(browser, shop):
    """`visit("mei")`: a person with a phone of their own."""
    contexts = []

    def visitor(name, *, javascript=True, viewport=PHONE, language="zh-CN", motion="reduce"):
        context = browser.new_context(
            base_url=shop,
            locale=language,
            viewport=viewport,
            java_script_enabled=javascript,
            reduced_motion=motion,
        )
        contexts.append(context)
        return Visitor(name, context.new_page(), shots=SHOTS and Path(SHOTS))

    yield visitor
    # While a browser runs, Django keeps connections apart from those of fixtures: these lead to this shop's database.
    connections.close_all()
    for context in contexts:
        context.close()
