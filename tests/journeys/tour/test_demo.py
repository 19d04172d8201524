"""The demo as it runs in production, page by page. One module and one worker, since to load the demo takes long."""

from itertools import product

import pytest
from playwright.sync_api import expect

from tests.browsers import WINDOWED
from tests.conftest import FULL
from tests.journeys.tour.cast import GIVER, GUARDED, GUEST, NEWCOMER, RECIPIENT, SHARER, VISITOR
from tests.journeys.tour.measures import (
    Ears,
    Wire,
    arrive,
    axe,
    blocking,
    overflow,
    settle,
    shifts,
    unsized_pictures,
)
from tests.journeys.tour.pages import NO_PAGES, PAGES, views

pytestmark = pytest.mark.journey
PHONE, NARROW, DESK = (
    {"width": 390, "height": 844},
    {"width": 320, "height": 640},
    {"width": 1280, "height": 800},
)
WAYS = list(product([PHONE, DESK], ["zh-CN", "en-US"]))
COLOURS = ["color-contrast", "link-in-text-block"]
MOST_BYTES = 150 * 1024
MOST_BLOCKING = 2
RULED = "() => navigator.serviceWorker.controller"  # by the worker, once it keeps what it needs
KEPT = """async () => {
  const caught = await Promise.all((await caches.keys()).map((name) => caches.open(name).then((it) => it.keys())));
  return caught.flat().map((request) => new URL(request.url).pathname);
}"""


def test_every_address_is_said_to_be_a_page_or_none():
    pages = {page.view for page in PAGES if page.view}
    assert pages | NO_PAGES == set(views())
    assert not pages & NO_PAGES
    assert len({page.name for page in PAGES}) == len(PAGES)


def ways(number):
    """In the quick run a page is opened on a Chinese phone, and every tenth one in one of the other ways as well."""
    first, *others = WAYS
    return WAYS if FULL else [first, *others[number // 10 % 3 :][: number % 10 == 0]]


@pytest.mark.parametrize("who", [VISITOR, GIVER, RECIPIENT, GUEST, SHARER, NEWCOMER, GUARDED])
def test_pages_are_whole(look, demo, who):
    problems, eyes = [], {}
    for number, entry in enumerate(page for page in PAGES if page.who == who):
        for size, language in ways(number):
            way = f"{size['width']}, {language}"
            if way not in eyes:
                eyes[way] = Eyes(look(who, viewport=size, locale=language), size)
            found = eyes[way].find(
                entry, demo.cast, closely=FULL or number % 2 == 0, by_night=FULL or number % 6 == 0
            )
            problems += [f"{entry.name} ({way}): {one}" for one in found]
    assert not problems, "\n" + "\n".join(problems)


class Eyes:
    """Look at one page after the other in the same window."""

    def __init__(self, page, size):
        self.page, self.size, self.ears = page, size, Ears(page)

    def find(self, entry, cast, *, closely, by_night):
        """What is wrong by day, by night, on a narrow phone and on a desk; `closely` asks axe. In the quick run that is
        every second page, and every sixth by night.
        """
        page = self.page
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(self.size)
        answer = page.goto(entry.path(cast))
        settle(page)
        found = [] if answer.status == entry.status else [f"status {answer.status}"]
        found += shifts(page) + unsized_pictures(page) + overflow(page)
        found += axe(page) if closely else []
        if by_night:
            page.emulate_media(color_scheme="dark")
            found += [f"dark: {one}" for one in axe(page, only=COLOURS)]
        for size in [NARROW, DESK]:
            page.set_viewport_size(size)
            found += overflow(page)
        return found + self.ears.take()


@pytest.mark.parametrize(
    "name", [page.name for page in PAGES] if FULL else ["product", "box", "sent-pending"]
)
def test_nothing_moves_while_a_page_arrives(look, demo, name):
    entry = next(page for page in PAGES if page.name == name)
    page = look(entry.who)
    page.goto("/offline/")
    arrive(page, entry.path(demo.cast))
    assert not shifts(page)


@pytest.mark.parametrize("name", ["home", "search", "product", "box", "inside-guest"])
def test_the_first_view_is_light_and_waits_for_little(look, demo, name):
    entry = next(page for page in PAGES if page.name == name)
    page = look(entry.who, service_workers="block")
    wire = Wire(page)
    assert page.goto(entry.path(demo.cast)).status == entry.status
    settle(page)
    page.wait_for_load_state("networkidle")
    assert 0 < wire.weight() <= MOST_BYTES
    assert len(blocking(page)) <= MOST_BLOCKING, blocking(page)


def test_a_phone_may_install_it(browser, demo, tmp_path):
    """With a profile of its own: what keeps nothing cannot install anything."""
    options = {
        "executable_path": WINDOWED,
        "args": ["--no-sandbox", "--disable-gpu"],
        "base_url": demo.address,
    }
    context = browser.browser_type.launch_persistent_context(tmp_path, **options)
    page = context.new_page()
    page.goto("/")
    page.wait_for_function(RULED)
    session = context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    refused = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    context.close()
    assert manifest["url"].endswith("/manifest.webmanifest")
    assert not manifest["errors"] and not refused


def test_without_a_network_it_says_so_and_what_was_private_is_not_kept(look):
    page = look(GIVER)
    page.goto("/orders/")
    page.wait_for_function(RULED)
    page.reload()
    kept = page.evaluate(KEPT)
    assert "/offline/" in kept
    assert all(path.startswith("/static/") for path in kept if path != "/offline/")

    page.context.set_offline(True)
    page.goto("/gifts/")
    expect(page.get_by_role("heading", level=1)).to_have_text("没有网络")
    assert "You are offline" in page.locator("main").inner_text()
    drawing = page.locator(".trouble__art")
    assert drawing.evaluate("(it) => it.complete && it.naturalWidth > 0")
    assert drawing.evaluate("(it) => getComputedStyle(it).width") == "200px"
    assert not axe(page)

    page.context.set_offline(False)
    page.get_by_role("link", name="再试一次").click()
    page.wait_for_url("**/gifts/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("没有网络")
