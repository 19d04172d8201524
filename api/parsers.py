"""Reading a body: strict JSON (RFC 8259, I-JSON's rules of RFC 7493), of bounded size and depth."""

import json

from django.conf import settings
from rest_framework.parsers import BaseParser

from api.problems import Malformed, TooLarge

MAX_DEPTH = 8


class JSON(BaseParser):
    """Raises TooLarge, Malformed."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise TooLarge
        try:
            value = json.loads(raw.decode(), parse_constant=_refuse, object_pairs_hook=_once)
            _look_through(value)
        except (ValueError, RecursionError):
            raise Malformed from None
        return value


def _refuse(constant):
    raise ValueError(f"{constant} is not JSON")


def _once(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def _look_through(value, depth=0):
    """Raises ValueError for what is nested too deeply and for text that is not Unicode (half a surrogate pair)."""
    if depth > MAX_DEPTH:
        raise ValueError("nested too deeply")
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, dict):
        for name, item in value.items():
            name.encode()
            _look_through(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _look_through(item, depth + 1)
