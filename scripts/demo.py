"""The standing demo for scripts: run by giftshop.embedded, on a database that is thrown away."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

import django


@contextmanager
def opened():
    """Yields the Demo of tests/journeys/tour, freshly loaded."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giftshop.settings")
    django.setup()

    from django.core.management import call_command  # both need Django to be set up

    from tests.journeys.tour.standing import standing

    call_command("migrate", "--no-input", verbosity=0)
    with tempfile.TemporaryDirectory(prefix="giftshop-demo-") as folder, standing(Path(folder)) as demo:
        yield demo
