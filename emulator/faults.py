"""Faults on demand: an operation that is carried out but not answered as it should be, or not carried out."""

from .refusal import Refusal, invalid

OPERATIONS = [
    "pay",
    "query",
    "close",
    "refund",
    "refund_query",
    "split",
    "split_query",
    "unfreeze",
    "return",
    "return_query",
    "transfer",
    "transfer_query",
    "transfer_cancel",
    "receivers",
    "amounts",
    "bill",
]
BEFORE = {"timeout_before", "error_before", "rate_limited"}  # nothing is carried out
AFTER = {"timeout_after", "error_after", "bad_signature"}
HANG = 30  # seconds


class Silence(Exception):
    """There is no answer: wait so many seconds and hang up."""

    def __init__(self, seconds):
        self.seconds = seconds


def order(desk, operation, kind, *, count=1, seconds=HANG):
    """The next `count` requests of this operation fail in this way; a count of 0 takes back what was ordered."""
    if operation not in OPERATIONS or kind not in BEFORE | AFTER:
        raise invalid(f"operation: {', '.join(OPERATIONS)}; kind: {', '.join(sorted(BEFORE | AFTER))}")
    with desk.books.deciding():
        desk.books.run("DELETE FROM faults WHERE operation = ? AND kind = ?", operation, kind)
        if count:
            desk.books.add("faults", operation=operation, kind=kind, left=count, seconds=seconds)


def take(desk, operation):
    """The fault that was ordered first for this operation, or None."""
    with desk.books.deciding():
        fault = desk.books.one("SELECT * FROM faults WHERE operation = ? ORDER BY id LIMIT 1", operation)
        if fault:
            desk.books.run("UPDATE faults SET left = left - 1 WHERE id = ?", fault["id"])
            desk.books.run("DELETE FROM faults WHERE left <= 0")
        return fault


def strike(fault):
    """Fail as ordered. Raises Silence, a Refusal, or nothing."""
    if fault["kind"].startswith("timeout"):
        raise Silence(fault["seconds"])
    if fault["kind"].startswith("error"):
        raise Refusal(500, "SYSTEM_ERROR", "系统错误，请稍后重试")
    if fault["kind"] == "rate_limited":
        raise Refusal(429, "FREQUENCY_LIMITED", "请求过于频繁，请稍后重试")
