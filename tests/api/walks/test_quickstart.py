"""The quick start of docs/quickstart.md, word for word, against the running shop."""

import os
import re
import shutil
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings
from django.db import connection

from api import demo
from api.models import Customer
from gifts.models import Gift
from tests.world import World

PROGRAMS = ["web", "worker"]
GUIDE = (settings.BASE_DIR / "docs" / "quickstart.md").read_text()


def blocks(language):
    return "\n".join(re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL))


@pytest.fixture
def run(shop):
    demo.load()
    environment = os.environ | {"SHOP": shop}

    def run(*command, text):
        return subprocess.run(
            command, input=text, capture_output=True, text=True, env=environment, timeout=120
        )

    yield run
    Customer.objects.update(external_id="")


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl on this machine")
def test_with_curl_from_the_key_to_the_accepted_gift(run):
    done = run("bash", "-euo", "pipefail", text=blocks("sh"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-2:] == ["accepted", "to_ship"]


def test_with_python_while_the_customer_pays(run):
    paying = threading.Thread(target=pay_for_the_customer)
    paying.start()
    done = run(sys.executable, "-", text=blocks("python"))
    paying.join()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "For the friend: http" in done.stdout
    assert Gift.objects.filter(giver__customer__external_id="crm-42").count() == 1


def pay_for_the_customer():
    """As soon as there is something to pay."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        gift = Gift.objects.filter(state="unpaid", giver__customer__external_id="crm-42").first()
        if gift:
            World().pay(gift.order)
            break
        time.sleep(0.2)
    connection.close()
