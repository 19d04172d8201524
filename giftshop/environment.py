"""Reading the environment loudly: a bad value stops the start and names its variable, never its content."""

import base64
import re
from datetime import timedelta
from ipaddress import ip_network
from itertools import pairwise
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def number(name, default, low=0, high=None):
    try:
        value = env.int(name, default)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number") from None
    if value < low or (high is not None and value > high):
        raise ImproperlyConfigured(f"{name} must be from {low} to {high or 'any'}")
    return value


def duration(name, default):
    """`90s`, `30m`, `24h`, `7d`."""
    match = re.fullmatch(r"([1-9][0-9]*)([smhd])", env.str(name, default))
    if not match:
        raise ImproperlyConfigured(f"{name} must be a duration such as 90s, 30m, 24h or 7d")
    return timedelta(**{UNITS[match[2]]: int(match[1])})


def durations(name, default):
    """`5s,5m,2h`: one after the other."""
    values = env.str(name, default).split(",")
    if not all(re.fullmatch("[1-9][0-9]*[smhd]", value) for value in values):
        raise ImproperlyConfigured(f"{name} must be durations such as 5s,5m,2h")
    return [timedelta(**{UNITS[value[-1]]: int(value[:-1])}) for value in values]


def networks(name):
    """`10.0.0.0/8,fd00::/8`; by default none."""
    try:
        return [ip_network(value) for value in filter(None, env.str(name, "").split(","))]
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be networks such as 10.0.0.0/8") from None


def ports(name, default):
    """`443,8443`."""
    values = env.str(name, default).split(",")
    if not all(re.fullmatch("[1-9][0-9]{0,4}", value) and int(value) < 65_536 for value in values):
        raise ImproperlyConfigured(f"{name} must be ports such as 443,8443")
    return [int(value) for value in values]


def file(name):
    """The path of a file that is there, or "" if none is named."""
    value = env.str(name, "")
    if value and not Path(value).is_file():
        raise ImproperlyConfigured(f"{name} must be a file that can be read")
    return value


def rate(name, default):
    """`30/m`: so many a second, minute, hour or day."""
    value = env.str(name, default)
    if not re.fullmatch(r"[1-9][0-9]*/[smhd]", value):
        raise ImproperlyConfigured(f"{name} must be a rate such as 30/m")
    return value


def steps(name, default):
    """`100:6,300:8`: {100: 6, 300: 8}, both rising."""
    value = env.str(name, default)
    if not re.fullmatch(r"[0-9]+:[0-9]+(,[0-9]+:[0-9]+)*", value):
        raise ImproperlyConfigured(f"{name} must be steps such as 100:6,300:8")
    pairs = [tuple(map(int, step.split(":"))) for step in value.split(",")]
    if any(low[0] >= high[0] or low[1] >= high[1] for low, high in pairwise(pairs)):
        raise ImproperlyConfigured(f"{name} must rise from step to step")
    return dict(pairs)


def secret(name, least=32):
    """A secret has no default, not even for development: `make run` generates its own."""
    value = env.str(name, "")
    if len(value) < least:
        raise ImproperlyConfigured(f"{name} must be set to a secret of at least {least} characters")
    return value


def key(name):
    """32 bytes in base64."""
    return _key(name, env.str(name, ""))


def key_ring(name):
    """`id:base64,id:base64`, the first one for writing, the others still good for reading."""
    ring = {}
    for item in filter(None, env.str(name, "").split(",")):
        kid, _, value = item.partition(":")
        if not re.fullmatch(r"[a-z0-9]{1,8}", kid) or kid in ring:
            raise ImproperlyConfigured(f"{name}: key ids are 1 to 8 of a-z and 0-9, each once")
        ring[kid] = _key(name, value)
    if not ring:
        raise ImproperlyConfigured(f"{name} must hold at least one key as id:base64 of 32 bytes")
    return ring


def _key(name, value):
    try:
        raw = base64.b64decode(value, validate=True)
    except ValueError:
        raw = b""
    if len(raw) != 32:
        raise ImproperlyConfigured(f"{name} must be 32 bytes in base64")
    return raw
