"""The pictures of the closed box; each is a file `static/covers/<name>.svg`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cover(models.TextChoices):
    CLASSIC = "classic", _("Classic red")
    BIRTHDAY = "birthday", _("Birthday")
    THANKS = "thanks", _("Thank you")
    SPRING = "spring", _("Spring Festival")
    MOON = "moon", _("Mid-Autumn")
    HEART = "heart", _("Just because")

    @property
    def path(self):
        return f"covers/{self.value}.svg"
