"""What partners are told happened."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giftshop.clock import TransactionNow


class PartnerEvent(models.Model):
    """One event as one partner may read it. Only `api.feed` writes, one at a time: ids are in commit order, so whoever
    reads on from the last id misses nothing.

    `data` holds codes, numbers and ids of what to read now: no state, no price, no person.
    """

    partner = models.ForeignKey("api.Partner", models.PROTECT, related_name="events", db_index=False)
    source = models.BigIntegerField()  # the id of the giftshop.Event
    type = models.CharField(_("type"), max_length=40)
    data = models.JSONField()
    occurred_at = models.DateTimeField(_("happened"))
    created_at = models.DateTimeField(db_default=TransactionNow())

    class Meta:
        verbose_name, verbose_name_plural = _("partner's event"), _("partners' events")
        constraints = [
            # The event of a gift in the partner's own shop is told twice, as the shop's and as the giver's.
            models.UniqueConstraint(fields=["source", "partner", "type"], name="partner_event_once")
        ]
        indexes = [
            models.Index(fields=["partner", "id"], name="partner_event_in_order"),
            models.Index(fields=["partner", "type", "id"], name="partner_event_of_type"),
        ]

    def __str__(self):
        return f"{self.type} {self.pk}"
