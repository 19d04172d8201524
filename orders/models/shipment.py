import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from orders.refusals import WrongTracking


class Carrier(models.TextChoices):
    SF = "SF", _("SF Express")
    ZTO = "ZTO", _("ZTO Express")
    YTO = "YTO", _("YTO Express")
    YUNDA = "YUNDA", _("Yunda Express")
    STO = "STO", _("STO Express")
    JTSD = "JTSD", _("J&T Express")
    JD = "JD", _("JD Logistics")
    EMS = "EMS", _("EMS")
    DBKD = "DBKD", _("Deppon Express")


class Shipment(models.Model):
    """The one parcel of an order."""

    order = models.OneToOneField("orders.Order", on_delete=models.PROTECT, related_name="shipment")
    carrier = models.CharField(max_length=8, choices=Carrier)
    tracking_number = models.CharField(max_length=32)
    shipped_at = models.DateTimeField()

    def __str__(self):
        return f"{self.carrier} {self.tracking_number}"

    @staticmethod
    def clean_tracking(carrier, number):
        """`number` without blanks, upper case. Raises WrongTracking."""
        number = re.sub(r"[\s-]", "", number).upper()
        if carrier not in Carrier.values or not re.fullmatch(r"[0-9A-Z]{8,30}", number, re.ASCII):
            raise WrongTracking
        return number
