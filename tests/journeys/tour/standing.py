"""The shop with its demo, as shoppers get it."""

from contextlib import contextmanager
from dataclasses import dataclass

from django.test import override_settings

from tests.journeys.stack import running
from tests.journeys.tour.cast import Cast

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
def standing(folder, *, static, media):
    """Yields a Demo. Lives on the database that the connection goes to now, with the demo and its `media` folder."""
    more = {"MEDIA_ROOT": str(media), "LINK_RATE": "1000/s"}  # everybody comes from the same address here
    with running(folder, static=static, programs=["web"], **more) as address:
        with override_settings(MEDIA_ROOT=media, PUBLIC_URL=address):
            cast = Cast()
            cast.play()
        yield Demo(address, cast)
