"""The pictures of the closed box, one for each occasion and one for all; each is a file `static/covers/<code>.svg`.
Shops have more of their own, see gifts.models.ShopCover.
"""

from django.db import models
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from giftshop.pictures import Album, fitted
from shops.occasions import Occasion
from shops.pictures import FORMATS, MAX_BYTES

OWN_COVERS = Album(
    "covers", fitted(800, 640), FORMATS, MAX_BYTES
)  # what shops upload, in twice the drawings' 400 × 320


def _of(occasion):
    return occasion.value, occasion.label


class Cover(models.TextChoices):
    CLASSIC = "classic", _("Classic red")
    BIRTHDAY = _of(Occasion.BIRTHDAY)
    THANKS = _of(Occasion.THANKS)
    SPRING = _of(Occasion.SPRING)
    MOON = _of(Occasion.MOON)
    QIXI = _of(Occasion.QIXI)
    TEACHER = _of(Occasion.TEACHER)
    HEART = _of(Occasion.HEART)
    WEDDING = _of(Occasion.WEDDING)
    BABY = _of(Occasion.BABY)
    HOME = _of(Occasion.HOME)
    WELL = _of(Occasion.WELL)
    GRADUATION = _of(Occasion.GRADUATION)

    @property
    def occasion(self) -> Occasion | None:
        """What the picture is drawn for; None for the classic box, which suits everything."""
        return None if self is Cover.CLASSIC else Occasion(self.value)

    @property
    def code(self):
        return self.value

    @property
    def path(self):
        return f"covers/{self.value}.svg"

    @property
    def url(self):
        return static(self.path)
