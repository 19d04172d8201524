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

    from django.core.management import call_command  # all need Django to be set up
    from django.test import override_settings

    from api.management.commands import load_demo
    from tests.journeys.stack import collect
    from tests.journeys.tour.standing import standing

    with tempfile.TemporaryDirectory(prefix="giftshop-demo-") as name:
        folder = Path(name)
        media = folder / "media"
        call_command("migrate", "--no-input", verbosity=0)
        with override_settings(MEDIA_ROOT=media):
            load_demo.load()
        with standing(folder, static=collect(folder / "static"), media=media) as demo:
            yield demo
