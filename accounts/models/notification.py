from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.user import Topic, User
from accounts.ports import NOTICE_TOPICS
from giftshop.models import Event

ICONS = {Topic.GIFTS: "gift", Topic.ORDERS: "box", Topic.MONEY: "wallet", Topic.SHOP: "shop"}


class NotificationQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """One line in a person's list of notices. Its words are made when it is read, in the reader's language."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notifications", db_index=False)
    event_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=TransactionNow(), editable=False)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            # A reader that is run again for the same events changes nothing.
            models.UniqueConstraint(fields=["user", "event_id", "kind"], name="notification_once_per_event"),
        ]
        indexes = [
            models.Index(fields=["user", "-id"], name="notification_of_user"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="notification_unread"),
        ]

    def __str__(self):
        return f"{self.kind} {self.event_id}"

    @property
    def icon(self):
        """One of templates/accounts/parts/icon.html."""
        return ICONS.get(NOTICE_TOPICS.get(self.kind), "bell")


class UndeliveredEvent(models.Model):
    """An event whose notices could not be made. It is tried again by itself, and holds nobody else's notices up."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True)
    tries = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name, verbose_name_plural = _("undelivered event"), _("undelivered events")

    def __str__(self):
        return f"event {self.event_id}, {self.tries} tries"
