"""The shop with its demo, as shoppers get it: DEBUG off, the styles in one file, every file hashed and compressed."""

import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.test import override_settings

from api.management.commands import load_demo
from giftshop.embedded.redis import free_port
from tests.journeys.stack import database_url, program, wait_for
from tests.journeys.tour.cast import Cast

WEB = "-m gunicorn giftshop.wsgi --workers 2 --threads 4 --no-control-socket --bind 127.0.0.1:{port}"
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Demo:
    address: str
    cast: Cast

    def context(self, browser, who, **options):
        """A browser of `who`, on a Chinese phone unless told otherwise, with everything in its final place."""
        defaults = {"viewport": PHONE, "locale": "zh-CN", "reduced_motion": "reduce"}
        context = browser.new_context(base_url=self.address, **(defaults | options))
        cookies = self.cast.cookies(who).items()
        context.add_cookies([{"name": name, "value": value, "url": self.address} for name, value in cookies])
        return context


@contextmanager
def standing(folder, *, redis_number=0):
    """Yields a Demo. Lives on the database that the connection goes to now, which must be empty."""
    port = free_port()
    values = os.environ | {
        "DATABASE_URL": database_url(),
        "REDIS_URL": f"{settings.REDIS_URL.rpartition('/')[0]}/{redis_number}",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DEBUG": "0",
        "DEMO": "1",
        "LINK_RATE": "1000/s",  # everybody comes from the same address here
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
    }
    collecting = subprocess.Popen(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"], env=values, cwd=settings.BASE_DIR
    )
    with override_settings(MEDIA_ROOT=values["MEDIA_ROOT"], PUBLIC_URL=values["PUBLIC_URL"]):
        load_demo.load()
        cast = Cast()
        cast.play()
    if collecting.wait():
        raise RuntimeError("the static files could not be collected; the lines above say why")
    log = folder / "web.log"
    with program([sys.executable, *WEB.format(port=port).split()], values, log):
        wait_for(f"{values['PUBLIC_URL']}/healthz", log)
        yield Demo(values["PUBLIC_URL"], cast)
