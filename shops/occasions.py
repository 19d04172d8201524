"""What a gift may be for. Products say what they suit; covers and suggested greetings are sorted by it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Occasion(models.TextChoices):
    BIRTHDAY = "birthday", _("Birthday")
    THANKS = "thanks", _("Thank you")
    SPRING = "spring", _("Spring Festival")
    MOON = "moon", _("Mid-Autumn")
    QIXI = "qixi", _("Qixi")
    TEACHER = "teacher", _("Teachers' Day")
    HEART = "heart", _("Just because")
    WEDDING = "wedding", _("Wedding")
    BABY = "baby", _("New baby")
    HOME = "home", _("New home")
    WELL = "well", _("Get well")
    GRADUATION = "graduation", _("Graduation")
