"""docs/webhooks.md says what is true."""

import re
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from api import kinds
from api.webhooks import sending

MANUAL = (Path(__file__).resolve().parents[3] / "docs" / "webhooks.md").read_text()


def test_it_names_every_type():
    assert set(kinds.TYPES) <= set(named())


def named():
    """`after_sale.requested`, `.withdrawn` is short for `after_sale.withdrawn`; `_closed` likewise."""
    before = ""
    for word in re.findall(r"`([a-z_.]+)`", MANUAL):
        if word.startswith("."):
            yield before.partition(".")[0] + word
        elif word.startswith("_"):
            yield f"gift.after_sale{word}"
        else:
            before = word
            yield word


def test_it_names_every_error():
    names = {name for _kinds, name in sending.ERRORS} | {
        "certificate-not-valid",
        "tls-failed",
        "cannot-be-made",
    }
    assert [name for name in names if f"`{name}`" not in MANUAL] == []


def test_its_schedule_is_the_default():
    row = next(line for line in MANUAL.splitlines() if line.startswith("| after another"))
    units = {"s": "seconds", "min": "minutes", "h": "hours"}
    waits = [timedelta(**{units[unit]: int(n)}) for n, unit in re.findall(r"(\d+) (s|min|h)\b", row)]
    assert waits == settings.WEBHOOK_RETRIES
