"""What a browser says of a page that stands in it."""

from pathlib import Path

AXE = Path(__file__).parents[2] / "vendor/axe/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  const add = (entries) => entries.forEach((entry) => { if (!entry.hadRecentInput) sum += entry.value; });
  const observer = new PerformanceObserver((list) => add(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => { add(observer.takeRecords()); done(sum); }, 50);
})"""
ARRIVE = """async ([path, pieces]) => {
  const html = await (await fetch(path)).text(), size = Math.ceil(html.length / pieces);
  document.open();
  for (let at = 0; at < html.length; at += size) {
    document.write(html.slice(at, at + size));
    await new Promise((painted) => setTimeout(painted, 60));
  }
  document.close();
}"""
SETTLED = "() => document.fonts.status === 'loaded' && !document.querySelector('.htmx-request')"
MOST_SHIFT = 0.01


class Ears:
    """Hears what goes wrong while a page is looked at."""

    def __init__(self, page):
        self.heard = []
        page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))
        page.on("console", self._console)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def take(self):
        """What went wrong since the last time."""
        taken, self.heard = self.heard, []
        return taken

    def _console(self, line):
        # What was not found is heard as an answer, with its address.
        if line.type == "error" and "Failed to load resource" not in line.text:
            self.heard.append(f"console: {line.text}")

    def _failed(self, request):
        if request.failure != "net::ERR_ABORTED":  # by leaving the page
            self.heard.append(f"failed: {request.url} {request.failure}")

    def _answered(self, answer):
        if answer.status >= 400 and not answer.request.is_navigation_request():
            self.heard.append(f"failed: {answer.url} {answer.status}")


def settle(page):
    page.wait_for_function(SETTLED)


def arrive(page, path, pieces=10):
    """Shows the page at `path` in the place of this one, as from a bad network: a piece at a time, each painted."""
    page.evaluate(ARRIVE, [path, pieces])
    settle(page)


def axe(page, only=None):
    """Barriers by axe-core, each with the first places; `only` are names of rules to ask for alone."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE.read_text()};0")
    run = {"type": "rule", "values": only} if only else {"type": "tag", "values": RULES}
    found = page.evaluate(
        "(run) => axe.run({ runOnly: run, resultTypes: ['violations'] }).then((found) => found.violations)",
        run,
    )
    return [f"axe: {one['id']} ({one['impact']}): {_places(one)}" for one in found]


def _places(violation):
    return " | ".join(node["html"][:160] for node in violation["nodes"][:3])


def overflow(page):
    """How much wider than the window it is."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"wider than {page.viewport_size['width']}: {wide} px"] if wide > 0 else []


def shifts(page):
    moved = page.evaluate(SHIFTS)
    return [f"layout shift {moved:.3f}"] if moved > MOST_SHIFT else []


def unsized_pictures(page):
    """Pictures without width and height: what stands below them jumps."""
    html = page.evaluate(
        "[...document.images].filter((it) => !(it.hasAttribute('width') && it.hasAttribute('height')))"
        ".map((it) => it.outerHTML.slice(0, 160))"
    )
    return [f"picture without a size: {one}" for one in html]


class Wire:
    """Bytes that come over the wire from now on, as compressed as they come, without pictures."""

    def __init__(self, page):
        self._kinds, self._bytes = {}, {}
        session = page.context.new_cdp_session(page)
        session.on("Network.responseReceived", lambda it: self._kinds.update({it["requestId"]: it["type"]}))
        session.on(
            "Network.loadingFinished",
            lambda it: self._bytes.update({it["requestId"]: it["encodedDataLength"]}),
        )
        session.send("Network.enable")

    def weight(self):
        return sum(size for id, size in self._bytes.items() if self._kinds.get(id) != "Image")


def blocking(page):
    """What the first paint waits for besides the page itself."""
    return page.evaluate(
        "performance.getEntriesByType('resource').filter((it) => it.renderBlockingStatus === 'blocking')"
        ".map((it) => it.name)"
    )
