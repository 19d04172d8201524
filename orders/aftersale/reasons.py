from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    NOT_WANTED = "not_wanted", _("Not wanted any more")
    DAMAGED = "damaged", _("Arrived damaged")
    WRONG = "wrong", _("Something else arrived")
    NOT_AS_DESCRIBED = "not_as_described", _("Not as described")
    MISSING = "missing", _("Something is missing")
    NOT_SHIPPED = "not_shipped", _("Not shipped in time")
    OTHER = "other", _("Another reason")


# The freight goes back as well.
MERCHANTS_FAULT = {Reason.DAMAGED, Reason.WRONG, Reason.NOT_AS_DESCRIBED, Reason.MISSING}
