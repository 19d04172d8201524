"""Pages a second for visitors without a login, cold and warm, beside a bare view; and pages among many rows.

Warm, a page is kept from the request before. Cold, Redis is emptied before each request, on both sides.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection
from itertools import cycle, islice
from statistics import median
from time import perf_counter

import redis
from django.conf import settings

from bench import bare_pages, databases, server

CLIENTS = 8
SHOP, BARE = "giftshop.settings", "bench.bare_pages_settings"
HEADERS = {
    "X-Forwarded-Proto": "https",
    "Host": "localhost",
    "Accept-Encoding": "gzip",
    "Accept-Language": "zh-CN",
}


def measure(module, paths, each, *, cold):
    """(pages a second, no rows written) of eight clients who ask for `paths` in turn, `each` times."""
    with server.running(module) as port, ThreadPoolExecutor(CLIENTS) as threads:
        memory = redis.Redis.from_url(settings.REDIS_URL)
        asked = [list(islice(cycle(paths), n, n + each)) for n in range(CLIENTS)]
        for path in paths:
            get(port, path)
        started = perf_counter()
        list(threads.map(partial(visit, port, memory if cold else None), asked))
        return CLIENTS * each / (perf_counter() - started), {}


def bare(each, *, cold):
    return measure(BARE, [bare_pages.PATH], each, cold=cold)


def visit(port, memory, paths):
    for path in paths:
        if memory:
            memory.flushdb()
        get(port, path)


def times(visits, repeat):
    """Name → median seconds of one request with nothing kept, for `visits`: name → (path, session or None)."""
    with server.running(SHOP) as port:
        memory = redis.Redis.from_url(settings.REDIS_URL)
        taken = {name: [] for name in visits}
        for _ in range(repeat):
            for name, (path, session) in visits.items():
                memory.flushdb()
                started = perf_counter()
                get(port, path, session)
                taken[name].append(perf_counter() - started)
    return {name: median(seconds) for name, seconds in taken.items()}


def side_by_side(names, visits, size):
    """Name of a page → {database: its requests a second, each time}, of what `visits()` says, in turns."""
    speeds = {}
    for _ in range(size.repeat):
        for database in names:
            databases.use(database)
            for name, seconds in times(visits(), size.visits).items():
                speeds.setdefault(name, {}).setdefault(database, []).append(1 / seconds)
    return speeds


def get(port, path, session=None):
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(
            "GET", path, headers=HEADERS | ({"Cookie": f"sessionid={session}"} if session else {})
        )
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
