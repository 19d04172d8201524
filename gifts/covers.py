"""The pictures of the closed box, one for each occasion and one for all; each is a file `static/covers/<code>.svg`."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shops.occasions import Occasion


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
    def path(self):
        return f"covers/{self.value}.svg"
