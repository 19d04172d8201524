"""The bank's notices on their way to the shop: over HTTP, signed, on WeChat's ladder of retries."""

import json
import logging

import httpx

from giftshop.clock import db_now
from payments import ladders
from payments.providers.sandbox import signing
from payments.providers.sandbox.models import SandboxNotice

log = logging.getLogger(__name__)

TIMEOUT = 5  # seconds


def deliver(pk):
    """Send one copy of a notice whose time has come; the next one, or the next try, gets its own time."""
    notice = SandboxNotice.objects.get(pk=pk)
    headers, body = signed(notice)
    try:
        answered = httpx.post(notice.url, content=body, headers=headers, timeout=TIMEOUT).is_success
    except httpx.HTTPError as error:
        log.info("sandbox notice %s is not delivered: %s", notice, type(error).__name__)
        answered = False
    copies, tries = notice.copies - answered, notice.tries + (not answered)
    if tries > len(ladders.NOTIFY):
        copies = 0
    send_at = ladders.after(ladders.NOTIFY, tries - 1) if not answered else db_now()
    SandboxNotice.objects.filter(pk=pk).update(copies=copies, tries=tries, send_at=send_at)


def signed(notice, at=None):
    """(headers, body) of `notice`, signed at `at` (seconds since 1970) or now."""
    body = json.dumps({"id": notice.id_sent, "kind": notice.kind, "resource": notice.body}).encode()
    return signing.headers(body, at=int(db_now().timestamp()) if at is None else at), body
