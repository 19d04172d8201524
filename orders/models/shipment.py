import re
from functools import cache

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

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

    @classmethod
    def named(cls, text):
        """By its code, by its name in any language of the site, or by how only its name begins: `sf`, `顺丰`. None for
        no such carrier.
        """
        text = text.strip().casefold()
        if text in _carrier_names():
            return _carrier_names()[text]
        begins = {
            carrier for name, carrier in _carrier_names().items() if len(text) > 1 and name.startswith(text)
        }
        return begins.pop() if len(begins) == 1 else None


@cache
def _carrier_names():
    names = {carrier.value.casefold(): carrier for carrier in Carrier}
    for language, _name in settings.LANGUAGES:
        with override(language):
            names |= {str(carrier.label).casefold(): carrier for carrier in Carrier}
    return names


class Shipment(models.Model):
    """The one parcel of an order."""

    order = models.OneToOneField("orders.Order", on_delete=models.PROTECT, related_name="shipment")
    carrier = models.CharField(max_length=8, choices=Carrier)
    tracking_number = models.CharField(max_length=32)
    shipped_at = models.DateTimeField()

    class Meta:
        # Staff ask which order a parcel belongs to.
        indexes = [models.Index(fields=["tracking_number"], name="shipment_of_number")]

    def __str__(self):
        return f"{self.carrier} {self.tracking_number}"

    @staticmethod
    def spelled(number):
        """`sf 123-4` → `SF1234`."""
        return re.sub(r"[\s-]", "", number).upper()

    def is_just(self, carrier, number):
        """Whether the parcel left by this carrier under this number, however it is spelled."""
        return (self.carrier, self.tracking_number) == (carrier, self.spelled(number))

    @classmethod
    def clean_tracking(cls, carrier, number):
        """`number` without blanks, upper case. Raises WrongTracking."""
        number = cls.spelled(number)
        if carrier not in Carrier.values or not re.fullmatch(r"[0-9A-Z]{8,30}", number, re.ASCII):
            raise WrongTracking
        return number
