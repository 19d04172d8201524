import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.conftest import clone
from tests.journeys import stack
from tests.journeys.people import Visitor
from tests.world import World

PHONE = {"width": 390, "height": 844}
SHOTS = os.environ.get("SCREENSHOTS")  # a folder: every page that a journey names is photographed there

expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def windows():
    """Settings of the shop that a module shortens."""
    return {}


@pytest.fixture(scope="module")
def shop(template_database, django_db_blocker, tmp_path_factory, windows, worker_id):
    """The running shop with a tea to give; yields its address."""
    number = 10 + int(worker_id.removeprefix("gw")) % 6 if worker_id != "master" else 10
    with django_db_blocker.unblock(), clone(template_database):
        World().tea  # noqa: B018
        with stack.running(tmp_path_factory.mktemp("shop"), redis_number=number, **windows) as address:
            yield address


@pytest.fixture
def visit(browser, shop):
    """`visit("mei")`: a person with a phone of their own."""
    contexts = []

    def visitor(name, *, javascript=True, viewport=PHONE, language="zh-CN"):
        context = browser.new_context(
            base_url=shop, locale=language, viewport=viewport, java_script_enabled=javascript
        )
        contexts.append(context)
        return Visitor(name, context.new_page(), shots=SHOTS and Path(SHOTS))

    yield visitor
    for context in contexts:
        context.close()
