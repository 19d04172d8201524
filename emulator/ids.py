"""Numbers that WeChat gives: unique, and as long as the real ones."""

import secrets
import string

from .clock import beijing

ALPHABET = string.ascii_letters + string.digits


def digits(prefix, length):
    return prefix + "".join(secrets.choice(string.digits) for _ in range(length - len(prefix)))


def letters(length):
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def prepay_id(now):
    return f"wx{beijing(now):%Y%m%d%H%M%S}{secrets.token_hex(10)}"
