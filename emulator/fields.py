"""Reading what a request says; whatever is missing or malformed is refused with PARAM_ERROR."""

import json
import re
from datetime import datetime

from .refusal import bad_parameter

NUMBER = re.compile(r"[0-9A-Za-z_\-|*@]+")
LETTERS_AND_DIGITS = re.compile(r"[0-9A-Za-z]+")


def text(said, name, most, *, wanted=True):
    """A string of at most `most` characters; None if it is missing and not wanted."""
    value = said.get(name)
    if value is None and not wanted:
        return None
    if not isinstance(value, str) or not 0 < len(value) <= most:
        raise bad_parameter(name, f"需要不超过{most}个字符的字符串")
    return value


def number(said, name, most, *, least=1, shape=NUMBER):
    """A merchant's own number for something."""
    value = text(said, name, most)
    if len(value) < least or not shape.fullmatch(value):
        raise bad_parameter(name, "单号格式错误")
    return value


def fen(said, name, *, least=1):
    value = said.get(name)
    if type(value) is not int or value < least:  # True is an int as well
        raise bad_parameter(name, f"需要不小于{least}的整数，单位为分")
    return value


def part(said, name, default=None):
    """An object inside the request."""
    value = said.get(name, default)
    if not isinstance(value, dict):
        raise bad_parameter(name, "缺少对象")
    return value


def address(said, name, *, wanted=True):
    value = text(said, name, 256, wanted=wanted)
    if value is None:
        return None
    if not re.match(r"https?://[^/?#]+", value) or "?" in value:
        raise bad_parameter(name, "需要不带参数的完整地址")
    return value


def moment(said, name):
    """Seconds since the epoch of an RFC 3339 time with its zone, or None."""
    if said.get(name) is None:
        return None
    try:
        value = datetime.fromisoformat(said[name])
        if value.tzinfo is None:
            raise ValueError
    except (TypeError, ValueError):
        raise bad_parameter(name, "需要RFC 3339格式的时间") from None
    return value.timestamp()


def same_words(said):
    """Two requests that say the same have the same words, in whatever order they came."""
    return json.dumps(said, sort_keys=True, ensure_ascii=False)
