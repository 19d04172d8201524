from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import BlindIndexField, EncryptedTextField
from accounts.models.user import User
from accounts.phones import mask
from accounts.refusals import AddressBookFull

BOOK_SIZE = 50


class AddressFields(models.Model):
    """Where a parcel goes. Who and where exactly is encrypted; the region is plain, since delivery rules ask for it."""

    consignee = EncryptedTextField(_("name"))
    phone = EncryptedTextField(_("phone"))  # E.164
    phone_index = BlindIndexField(source="phone", db_index=True)
    province = models.CharField(_("province"), max_length=40)
    city = models.CharField(_("city"), max_length=40)
    district = models.CharField(_("district"), max_length=40, blank=True)
    detail = EncryptedTextField(_("street and house number"))

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is not None and "phone" in update_fields:
            update_fields = {*update_fields, "phone_index"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def as_dict(self):
        """The address alone, for a copy that goes its own way."""
        names = ["consignee", "phone", "province", "city", "district", "detail"]
        return {name: getattr(self, name) for name in names}

    def masked(self):
        """What may be shown where the whole would be too much: `张*`, `138****8000`, `浙江省 杭州市 ****`."""
        return {
            "consignee": f"{self.consignee[:1]}*" if len(self.consignee) > 1 else "*",
            "phone": mask(self.phone),
            "address": " ".join(filter(None, [self.province, self.city, "****"])),
        }

    def shred(self):
        """Forget for good who and where exactly; the region stays, for the books."""
        self.consignee = self.phone = self.detail = ""
        self.save(update_fields=["consignee", "phone", "detail"])


class Address(AddressFields):
    """One entry of a person's address book; at most one is the default."""

    user = models.ForeignKey(User, models.CASCADE, related_name="addresses")
    is_default = models.BooleanField(_("default address"), default=False)

    class Meta:
        ordering = ["-is_default", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(is_default=True), name="address_one_default"
            ),
        ]

    def __str__(self):
        return f"{self.province} {self.city}"

    def keep(self):
        """Save the entry. The first one becomes the default, and a new default takes the place of the old one.

        Raises AddressBookFull for one entry more than BOOK_SIZE.
        """
        with transaction.atomic():
            # One writer per address book: two entries cannot both become the default.
            User.objects.select_for_update(no_key=True).get(pk=self.user_id, is_active=True)
            others = Address.objects.filter(user_id=self.user_id).exclude(pk=self.pk)
            if self._state.adding and others.count() >= BOOK_SIZE:
                raise AddressBookFull()
            self.is_default = self.is_default or not others.filter(is_default=True).exists()
            if self.is_default:
                others.filter(is_default=True).update(is_default=False)
            self.save()

    def discard(self):
        """Delete the entry; the newest of the others becomes the default if this one was."""
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=self.user_id)
            self.delete()
            heir = Address.objects.filter(user_id=self.user_id).first()
            if heir and not heir.is_default:
                Address.objects.filter(pk=heir.pk).update(is_default=True)
