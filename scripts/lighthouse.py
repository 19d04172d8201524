"""make lighthouse: Google's Lighthouse on the demo as it runs in production, as on a mid-range phone on slow 4G.

Three runs a page; what counts is the median. A run before them is not counted: pictures in small are made when they are
first asked for, here by the processors that the browser needs. Writes docs/lighthouse.md and fails if a median is below
95. This alone needs Node; Lighthouse itself is kept under .local.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

from scripts import demo
from tests.browsers import WINDOWED

ROOT = Path(__file__).resolve().parents[1]
VERSION = "12.8.2"
HOME = ROOT / ".local" / "lighthouse"
PROGRAM = HOME / "node_modules" / "lighthouse" / "cli" / "index.js"
REPORT = ROOT / "docs" / "lighthouse.md"
NAMES = ["home", "search", "product", "send", "box"]  # of tests/journeys/tour/pages.py
CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "SEO",
}
TIMES = {"first-contentful-paint": "first paint", "largest-contentful-paint": "largest paint"}
RUNS, LEAST = 3, 95
ATTEMPTS = 3  # a browser that starts slowly may lose the beginning of its trace


def main():
    install()
    with demo.opened() as standing:
        rows = {entry.name: measure(standing, entry) for entry in wanted()}
    table = "\n".join(lines(rows))
    REPORT.write_text(HEAD.format(version=VERSION, runs=RUNS, least=LEAST) + table + "\n")
    print(f"\n{table}\n\nWritten to {REPORT.relative_to(ROOT)}")
    return int(any(score < LEAST for row in rows.values() for score in row["scores"].values()))


def install():
    package = PROGRAM.parents[1] / "package.json"
    if not package.exists() or json.loads(package.read_text())["version"] != VERSION:
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-save", "--prefix", HOME]
        HOME.mkdir(parents=True, exist_ok=True)
        subprocess.run([*command, f"lighthouse@{VERSION}"], check=True)


def wanted():
    from tests.journeys.tour.pages import PAGES  # its models need Django

    pages = {page.name: page for page in PAGES}
    return [pages[name] for name in NAMES]


def measure(standing, entry):
    url = standing.address + entry.path(standing.cast)
    cookies = "; ".join(f"{name}={value}" for name, value in standing.cast.cookies(entry.who).items())
    run(url, cookies)
    results = [run(url, cookies) for _ in range(RUNS)]
    row = {
        "scores": {
            name: round(100 * median(it["categories"][name]["score"] for it in results))
            for name in CATEGORIES
        },
        "times": {name: median(it["audits"][name]["numericValue"] for it in results) for name in TIMES},
    }
    print(entry.name, row["scores"], *faults(results[-1]), sep="\n  ", flush=True)
    return row


def run(url, cookies):
    command = ["node", PROGRAM, url, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    command += [f"--extra-headers={json.dumps({'Cookie': cookies, 'Accept-Language': 'zh-CN'})}"]
    for _ in range(ATTEMPTS):
        done = subprocess.run(
            command, env=os.environ | {"CHROME_PATH": WINDOWED}, stdout=subprocess.PIPE, text=True
        )
        if not done.returncode:
            return json.loads(done.stdout)
    sys.exit(f"Lighthouse could not look at {url}; the lines above say why.")


def faults(result):
    """What took points away, the worst first."""
    weights = {
        it["id"]: it["weight"] for name in CATEGORIES for it in result["categories"][name]["auditRefs"]
    }
    audits = [it for it in result["audits"].values() if it["score"] is not None and it["score"] < 0.9]
    for audit in sorted(audits, key=lambda it: -weights.get(it["id"], 0)):
        yield f"{audit['score']:.2f} {audit['id']} ×{weights.get(audit['id'], 0)}: {audit.get('displayValue', '')}"


HEAD = """\
# Lighthouse

Lighthouse {version} on the demo, as on a mid-range phone on slow 4G, the median of {runs} runs
after one that is not counted. `make lighthouse` writes this page and fails below {least}.

"""


def lines(rows):
    yield f"| page | {' | '.join(CATEGORIES.values())} | {' | '.join(TIMES.values())} |"
    yield "| --- " * (1 + len(CATEGORIES) + len(TIMES)) + "|"
    for name, row in rows.items():
        scores = " | ".join(str(score) for score in row["scores"].values())
        times = " | ".join(f"{time / 1000:.1f} s" for time in row["times"].values())
        yield f"| {name} | {scores} | {times} |"


if __name__ == "__main__":
    sys.exit(main())
