from django.db import models

from accounts.models import AddressFields
from accounts.phones import national


class Delivery(AddressFields):
    """Where an order goes: a copy, so that editing the address book does not move a parcel. Shredded after
    ADDRESS_KEPT.
    """

    order = models.OneToOneField("orders.Order", on_delete=models.PROTECT, related_name="delivery")
    shred_at = models.DateTimeField(null=True)
    shredded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # The shredding sweep looks only at parcels whose time runs.
            models.Index(
                fields=["shred_at"],
                name="delivery_to_shred",
                condition=models.Q(shredded_at__isnull=True, shred_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"delivery of order {self.order_id}"

    @property
    def dialled(self):
        """The phone as the courier dials it."""
        return national(self.phone)

    @property
    def whole(self):
        """On one line, without whose it is."""
        return " ".join(filter(None, [self.province, self.city, self.district, self.detail]))
