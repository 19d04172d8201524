"""Production refuses to start half set up, and is clean when it is whole."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

WHOLE = {
    "DEBUG": "0",
    "DEMO": "0",
    "SECRET_KEY": "a-production-secret-of-more-than-fifty-characters-0123456789",
    "ALLOWED_HOSTS": "shop.example",
    "PUBLIC_URL": "https://shop.example",
}


def check(*arguments, **changes):
    environment = {name: value for name, value in (os.environ | WHOLE | changes).items() if value is not None}
    command = [sys.executable, "manage.py", "check", *arguments]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)


def test_the_deploy_check_is_clean():
    done = check("--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", None),
        ("PUBLIC_URL", None),
        ("PUBLIC_URL", "http://shop.example"),
        ("ADDRESS_KEYS", None),
        ("ADDRESS_KEYS", "k1:c2hvcnQ="),
        ("PHONE_INDEX_KEY", None),
        ("GIFT_LINK_KEYS", "k1:not-base64"),
        ("SANDBOX_KEY", None),
        ("DATABASE_URL", None),
        ("REDIS_URL", None),
        ("GIFT_ACCEPT_WINDOW", "tomorrow"),
        ("PLATFORM_FEE_BPS", "3001"),
        ("LINK_RATE", "often"),
        ("WEBHOOK_RETRIES", "5s,often"),
        ("WEBHOOK_NETWORKS", "10.0.0.1/8"),
        ("WEBHOOK_PORTS", "443,65536"),
        ("WEBHOOK_CA_FILE", "/nowhere.pem"),
        ("PAYMENTS", "nobody"),
        ("EMAIL_URL", "carrier-pigeon://"),
    ],
)
def test_a_missing_or_bad_value_stops_the_start_and_is_named_but_not_shown(name, bad):
    done = check(**{name: bad})
    assert done.returncode != 0
    assert name in done.stderr
    assert "Traceback" not in done.stderr or "ImproperlyConfigured" in done.stderr
    assert not bad or len(bad) < 9 or bad not in done.stderr.replace(f"{name}={bad}", "")
