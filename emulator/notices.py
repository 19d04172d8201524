"""Notices to the merchant: encrypted, signed, and repeated until they are answered with 200 or 204.

How they travel can be changed (setting `notice_mode`): normal; duplicate: each one twice; reorder: the newest first,
and a lone one waits a little for company; delay: each one late by `notice_seconds`; drop: not at all.
"""

import json
import uuid
from functools import cache

import httpx

from . import signing
from .clock import HOUR, MINUTE, rfc3339

LADDER = [
    15,
    15,
    30,
    3 * MINUTE,
    10 * MINUTE,
    20 * MINUTE,
    *[30 * MINUTE] * 3,
    HOUR,
    *[3 * HOUR] * 3,
    *[6 * HOUR] * 2,
]
PATIENCE = 5  # seconds in which a notice must be answered
COMPANY = 5  # seconds that a lone notice waits for another to overtake it
MODES = {"normal", "duplicate", "reorder", "delay", "drop"}
SUMMARIES = {"TRANSACTION.SUCCESS": "支付成功", "MCHTRANSFER.BILL.FINISHED": "商家转账单据终态通知"}


def add(desk, url, event, original, resource, *, summary=None):
    """Tell the merchant; `resource` is what will be encrypted, `original` its type."""
    now = desk.clock.now()
    mode = desk.books.setting("notice_mode", "normal")
    late = desk.books.setting("notice_seconds", 0) if mode == "delay" else 0
    notice = {
        "notice_id": str(uuid.uuid4()),
        "url": url,
        "event": event,
        "summary": summary or SUMMARIES[event],
        "original": original,
        "resource": json.dumps(resource, ensure_ascii=False),
        "made_at": now,
        "due_at": None if mode == "drop" else now + late,
        "tries": 0,
        "dropped": mode == "drop",
    }
    for _ in range(2 if mode == "duplicate" else 1):
        desk.books.add("notices", **notice)


def deliver_due(desk):
    """Send what is due by the clock; how many were sent."""
    notices = claim(desk)
    for notice in notices:
        status = post(notice["url"], *letter(desk, notice))
        answered(desk, notice, status)
    return len(notices)


def claim(desk):
    """Those that are due, each already put off to its next step, so that no two threads send the same one."""
    with desk.books.deciding():
        now = desk.clock.now()
        notices = desk.books.all("SELECT * FROM notices WHERE due_at <= ? ORDER BY due_at, id", now)
        if desk.books.setting("notice_mode") == "reorder":
            notices.reverse()
            if len(notices) == 1 and notices[0]["made_at"] > now - COMPANY:
                return []
        for notice in notices:
            step = LADDER[notice["tries"]] if notice["tries"] < len(LADDER) else None
            sql = "UPDATE notices SET tries = tries + 1, due_at = ? WHERE id = ?"
            desk.books.run(sql, step and now + step, notice["id"])
        return notices


def answered(desk, notice, status):
    with desk.books.deciding():
        desk.books.run("UPDATE notices SET answer = ? WHERE id = ?", status, notice["id"])
        if status in {200, 204}:
            desk.books.run("UPDATE notices SET due_at = NULL WHERE id = ?", notice["id"])


@cache
def postman():
    return httpx.Client(timeout=PATIENCE, trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))


def post(url, headers, body):
    """The status of the answer, or None if there was none in time."""
    try:
        return postman().post(url, headers=headers, content=body.encode()).status_code
    except (httpx.HTTPError, httpx.InvalidURL):
        return None


def letter(desk, notice, *, key=None, serial=None, at=None):
    """Headers and body of a notice."""
    sealed = signing.encrypt(desk.keys.apiv3_key, notice["resource"], notice["original"])
    body = json.dumps(
        {
            "id": notice["notice_id"],
            "create_time": rfc3339(notice["made_at"]),
            "resource_type": "encrypt-resource",
            "event_type": notice["event"],
            "summary": notice["summary"],
            "resource": {"original_type": notice["original"]} | sealed,
        },
        ensure_ascii=False,
    )
    headers = signing.signed_headers(key or desk.keys.platform, body, serial=serial or desk.serial, at=at)
    return headers | {"Content-Type": "application/json", "User-Agent": "Mozilla/4.0"}, body
