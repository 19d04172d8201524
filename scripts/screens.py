"""make screens: photographs every page of the demo into docs/screens, on a phone and on a desk, by day and by night.

Of the pages behind the counter those that one works on. Chinese throughout, and English for a few. A picture's name
says what it shows: page, size, look, language.
"""

import io
import sys
from pathlib import Path

from PIL import Image

from scripts import demo
from tests.browsers import WINDOWED

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screens"
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 800}}
LOOKS = ["light", "dark"]
ENGLISH = {"home", "search", "product", "send", "box", "inside-guest", "orders"}
MOST_BYTES = 60 * 1024
QUALITIES = range(75, 20, -10)


def main():
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    with demo.opened() as standing:
        names = photograph(standing)
    (FOLDER / "README.md").write_text(index(names))
    print(f"{len(list(FOLDER.glob('*.webp')))} pictures in {FOLDER}")


def photograph(standing):
    from playwright.sync_api import sync_playwright

    from scripts.counter_pages import COUNTER  # its models need Django
    from tests.journeys.tour.pages import PAGES

    # Before Playwright's loop runs, in which Django may not be asked.
    addresses = {entry: entry.path(standing.cast) for entry in [*PAGES, *COUNTER]}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=WINDOWED, args=["--no-sandbox", "--disable-gpu"])
        for entry, address in addresses.items():
            for language in ["zh-CN", "en-US"] if entry.name in ENGLISH else ["zh-CN"]:
                take(standing, browser, entry, address, language)
        browser.close()
    return [entry.name for entry in addresses]


def take(standing, browser, entry, address, language):
    from tests.journeys.tour.measures import settle

    for size, viewport in SIZES.items():
        context = standing.context(browser, entry.who, viewport=viewport, locale=language)
        page = context.new_page()
        page.goto(address)
        settle(page)
        page.wait_for_load_state("networkidle")
        for look in looks(entry.name):
            page.emulate_media(color_scheme=look)
            keep(page.screenshot(), FOLDER / name(entry.name, size, look, language))
        context.close()


def looks(page):
    """Behind the counter the look is chosen there, and not by the hour."""
    return LOOKS[:1] if page.startswith(("counter", "operator")) else LOOKS


def name(page, size, look, language):
    return f"{page}-{size}-{look}{'-en' if language == 'en-US' else ''}.webp"


def keep(png, path):
    """As WebP, no larger than it may be."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in QUALITIES:
        data = io.BytesIO()
        picture.save(data, "webp", quality=quality, method=6)
        if data.tell() <= MOST_BYTES:
            break
    path.write_bytes(data.getvalue())


def index(names):
    lines = [HEAD]
    for page in names:
        lines += [f"## {page}\n"]
        shots = [name(page, size, look, "zh-CN") for size in SIZES for look in looks(page)]
        if page in ENGLISH:
            shots += [name(page, size, "light", "en-US") for size in SIZES]
        lines += [
            " · ".join(f"[{shot.removesuffix('.webp').removeprefix(page + '-')}]({shot})" for shot in shots)
        ]
        lines += [f"\n![{page}]({name(page, 'phone', 'light', 'zh-CN')})\n"]
    return "\n".join(lines)


HEAD = """\
# Every page

`make screens` takes these from the running demo: a phone of 390 × 844 and a desk of 1280 × 800, by day and by night.
"""


if __name__ == "__main__":
    sys.exit(main())
