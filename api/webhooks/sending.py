"""One delivery: a single POST, with one deadline for all of it, to addresses that `network` allows."""

import ssl
from contextlib import suppress
from datetime import timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from time import monotonic
from typing import NamedTuple

import certifi
import httpcore
from django.conf import settings
from django.utils import timezone

from api.webhooks.network import Deadline, Forbidden, Judged, Late
from api.webhooks.targets import NotATarget, target

READ_MOST = 4096  # bytes of an answer; nobody reads them, but the receiver may finish
READ_FOR = 1  # second at most

# What may go wrong before there is an answer, and what the log calls it.
ERRORS = [
    ((Forbidden, NotATarget), "address-not-allowed"),
    ((Late, TimeoutError, httpcore.TimeoutException), "too-slow"),
    (httpcore.ConnectError, "no-connection"),
    ((OSError, UnicodeError), "no-such-name"),
    (Exception, "connection-broken"),
]


class Outcome(NamedTuple):
    """`status` of the answer, or None and the `error` in one word. `retry_after` is a timedelta or None."""

    status: int | None
    error: str
    seconds: float
    retry_after: timedelta | None = None

    @property
    def delivered(self):
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self):
        return self.status == 410


def post(url, headers, body):
    """The Outcome; never raises. It takes WEBHOOK_TIMEOUT at most."""
    begun = monotonic()
    deadline = Deadline(settings.WEBHOOK_TIMEOUT.total_seconds())
    try:
        status, retry_after = _post(target(url), headers, body, deadline)
    except Exception as problem:
        return Outcome(None, _named(problem), monotonic() - begun)
    return Outcome(status, "", monotonic() - begun, retry_after)


def _post(where, headers, body, deadline):
    headers = headers | {"host": where.name}
    url = httpcore.URL(scheme="https", host=where.host, port=where.port, target=where.path)
    with (
        httpcore.ConnectionPool(
            ssl_context=trust(settings.WEBHOOK_CA_FILE), network_backend=Judged(deadline)
        ) as pool,
        pool.stream("POST", url, headers=headers, content=body) as answer,
    ):
        found = answer.status, _retry_after(answer.headers)
        _finish(answer, deadline)
        return found


@lru_cache(maxsize=2)
def trust(file):
    """Certificates that Mozilla believes, and those of the authorities in `file`."""
    context = ssl.create_default_context(cafile=certifi.where())
    if file:
        context.load_verify_locations(file)
    return context


def _finish(answer, deadline):
    """The status has come; whatever happens to the body changes nothing."""
    deadline.at = min(deadline.at, monotonic() + READ_FOR)
    size = 0
    with suppress(Exception):
        for part in answer.iter_stream():
            size += len(part)
            if size >= READ_MOST:
                return


def _retry_after(headers):
    """Seconds, or a date of HTTP; what cannot be read counts as nothing."""
    text = next((value.decode("latin-1") for name, value in headers if name.lower() == b"retry-after"), "")
    with suppress(ValueError, OverflowError, TypeError):
        if text.isascii() and text.isdigit():
            return timedelta(seconds=int(text))
        return max(parsedate_to_datetime(text) - timezone.now(), timedelta(0))
    return None


def _named(problem):
    if isinstance(problem.__context__, ssl.SSLError) or isinstance(problem, ssl.SSLError):
        return "certificate-not-valid" if "CERTIFICATE" in str(problem) else "tls-failed"
    return next(name for kinds, name in ERRORS if isinstance(problem, kinds))
