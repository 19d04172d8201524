"""The scripts alone, in a real browser: no server, no database."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

pytestmark = pytest.mark.journey
SERVED = datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.fixture
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def opened(page, script, html):
    source = Path(settings.BASE_DIR, "static/js", script).read_text()
    body = f"<!doctype html><html><head><script>{source}</script></head><body>{html}</body></html>"
    page.route("**/*", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    page.goto("http://shop.example/")


def countdown(left):
    return render_to_string(
        "parts/countdown.html",
        {"deadline": SERVED + left, "now": SERVED, "over": False, "clock": "–", "words": "–"},
    )


def test_the_countdown_goes_by_the_servers_clock_and_not_by_the_phones(page):
    page.clock.install(time=SERVED + timedelta(days=400))  # this phone is more than a year ahead
    opened(page, "countdown.js", countdown(timedelta(hours=2)))
    assert page.text_content(".countdown__clock") == "2:00:00"
    page.clock.run_for(61_000)
    assert page.text_content(".countdown__clock") == "1:58:59"


def test_a_screen_reader_hears_the_minutes_and_not_the_seconds(page):
    page.clock.install(time=SERVED)
    opened(page, "countdown.js", countdown(timedelta(minutes=10)))
    page.clock.run_for(2_000)
    heard = page.text_content("[aria-live]")
    page.clock.run_for(50_000)
    assert page.text_content("[aria-live]") == heard
    page.clock.run_for(10_000)
    assert page.text_content("[aria-live]") != heard


def test_a_countdown_that_ends_says_so_once_to_the_reader_and_to_the_page(page):
    page.clock.install(time=SERVED)
    opened(page, "countdown.js", countdown(timedelta(seconds=3)))
    page.evaluate("overs = 0; addEventListener('over', () => overs++)")
    page.clock.run_for(10_000)
    time = page.locator("time")
    assert page.text_content(".countdown__clock") == time.get_attribute("data-over")
    assert page.evaluate("overs") == 1


def test_when_the_time_ends_the_page_says_so_and_offers_nothing_more(page):
    opened(page, "over.js", "<p data-until-over>open</p><p data-when-over hidden>over</p><time></time>")
    assert page.locator("p:visible").all_text_contents() == ["open"]
    page.evaluate("document.querySelector('time').dispatchEvent(new CustomEvent('over', {bubbles: true}))")
    assert page.locator("p:visible").all_text_contents() == ["over"]


def test_a_copy_button_copies_and_says_so_where_the_page_has_no_https(page):
    toasts = render_to_string("parts/messages.html")
    opened(page, "copy.js", f'{toasts}<button data-copy="https://shop.example/g/1">Copy</button><input>')
    page.click("button")
    page.wait_for_selector(".toast.success")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    page.focus("input")
    page.keyboard.press("Control+V")
    assert page.input_value("input") == "https://shop.example/g/1"


def test_messages_are_said_again_when_the_page_is_ready_and_only_the_harmless_ones_go(page):
    page.clock.install(time=SERVED)
    page.clock.pause_at(SERVED + timedelta(seconds=1))
    toasts = '<p class="toast success">Saved</p><p class="toast error">Failed</p>'
    opened(page, "toast.js", f'<div class="toasts" role="status">{toasts}</div>')
    assert page.locator(".toast").count() == 0
    page.clock.run_for(500)
    assert page.locator(".toast").count() == 2
    page.clock.run_for(10_000)
    assert page.locator(".toast").all_text_contents() == ["Failed"]
