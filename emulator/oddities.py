"""Notices as they should not come: late, forged, probing or maimed."""

import time
from functools import cache

from cryptography.hazmat.primitives.asymmetric import rsa

from . import notices, signing
from .clock import DAY
from .ids import letters
from .refusal import invalid

LONG_AGO = 30 * DAY


def send(desk, how, notice_id=None):
    """Send one notice, the last if none is named, in a special way, and only once; the status of the answer.

    how: again, old (signed 30 days ago), forged (with another key), signtest (a probe), unknown_serial,
    without_type (without Wechatpay-Signature-Type).
    """
    if how not in SPECIAL:
        raise invalid(f"how: {', '.join(SPECIAL)}")
    which = "WHERE notice_id = ?" if notice_id else ""
    sql = f"SELECT * FROM notices {which} ORDER BY id DESC LIMIT 1"  # noqa: S608
    notice = desk.books.one(sql, *([notice_id] if notice_id else []))
    if not notice:
        raise invalid("no such notice")
    return notices.post(notice["url"], *SPECIAL[how](desk, notice))


@cache
def stranger():
    """A key that is nobody's."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def again(desk, notice):
    return notices.letter(desk, notice)


def old(desk, notice):
    return notices.letter(desk, notice, at=time.time() - LONG_AGO)


def forged(desk, notice):
    return notices.letter(desk, notice, key=stranger())


def signtest(desk, notice):
    headers, body = notices.letter(desk, notice)
    return headers | {"Wechatpay-Signature": signing.PROBE + headers["Wechatpay-Signature"]}, body


def unknown_serial(desk, notice):
    return notices.letter(desk, notice, serial=f"PUB_KEY_ID_{letters(20)}")


def without_type(desk, notice):
    headers, body = notices.letter(desk, notice)
    del headers["Wechatpay-Signature-Type"]
    return headers, body


SPECIAL = {how.__name__: how for how in (again, old, forged, signtest, unknown_serial, without_type)}
