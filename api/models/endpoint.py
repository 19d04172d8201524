"""Where a partner's program is told of events."""

import secrets
from base64 import b64encode
from contextlib import contextmanager

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import EncryptedTextField
from api import kinds
from api.models.application import Application
from api.refusals import EndpointDisabled, EndpointsTaken
from giftshop import events
from giftshop.clock import TransactionNow

PACE, FASTEST = 2, 8  # deliveries at once, at first and at most


class EndpointQuerySet(models.QuerySet):
    def there(self):
        return self.filter(removed_at__isnull=True)

    def live(self):
        """Those that are delivered to."""
        return self.there().filter(disabled_at__isnull=True, application__partner__suspended_at__isnull=True)

    def locked(self):
        return self.unopened().select_for_update(no_key=True, of=("self",)).order_by("pk")

    def unopened(self):
        """Without the secrets: one that does not open, since its key is gone, is in nobody's way."""
        return self.defer("secret", "old_secret")

    def add(self, application, **fields):
        """A new one, and its secret, which is not shown again. Raises EndpointsTaken."""
        with transaction.atomic():
            # The application is the gate: of two that take the last place, one waits here.
            Application.objects.select_for_update(no_key=True).get(pk=application.pk)
            if application.endpoints.there().count() >= settings.WEBHOOK_ENDPOINTS:
                raise EndpointsTaken
            return self.create(application=application, secret=new_secret(), **fields)


def new_secret():
    """256 random bits, as Standard Webhooks writes them."""
    return f"whsec_{b64encode(secrets.token_bytes(32)).decode()}"


class Endpoint(models.Model):
    """An https address that events are posted to, signed with its secret. Without `types` it gets all of them.

    `failing_since` is its first failure since it last took something; `pace`, how many deliveries it may have at once:
    one while it fails or is slow, more with each quick answer. A removed one stays as a row without secrets.
    """

    class Because(models.TextChoices):
        GONE = "gone", _("It answered 410 Gone.")
        FAILING = "failing", _("It took nothing for days.")
        PARTNER = "partner", _("Switched off by its partner.")

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="endpoints", verbose_name=_("application")
    )
    url = models.CharField(_("delivered to"), max_length=500)
    types = ArrayField(models.CharField(max_length=40), default=list, verbose_name=_("types"))
    description = models.CharField(_("description"), max_length=200, blank=True)
    secret = EncryptedTextField(null=True)  # noqa: DJ001 -- removed
    old_secret = EncryptedTextField(null=True)  # noqa: DJ001
    old_secret_until = models.DateTimeField(null=True)
    disabled_at = models.DateTimeField(_("disabled"), null=True)
    disabled_because = models.CharField(_("because"), max_length=10, choices=Because, blank=True)
    failing_since = models.DateTimeField(_("failing since"), null=True)
    pace = models.PositiveSmallIntegerField(_("deliveries at once"), default=PACE)
    served_at = models.DateTimeField(_("last turn"), null=True)
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow())
    removed_at = models.DateTimeField(_("removed"), null=True)

    objects = EndpointQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("webhook endpoint"), _("webhook endpoints")
        constraints = [
            models.CheckConstraint(
                condition=Q(disabled_at__isnull=True, disabled_because="")
                | (Q(disabled_at__isnull=False) & ~Q(disabled_because="")),
                name="endpoint_disabled_because",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, secret__isnull=False)
                | Q(removed_at__isnull=False, secret__isnull=True, old_secret__isnull=True),
                name="endpoint_has_secret",
            ),
            models.CheckConstraint(
                condition=Q(pace__gte=1, pace__lte=FASTEST), name="endpoint_pace_in_bounds"
            ),
        ]

    def __str__(self):
        return self.url

    @property
    def subject(self):
        return f"endpoint:{self.pk}"

    def wants(self, kind):
        return not self.types or kind in self.types

    @property
    def is_enabled(self):
        return self.disabled_at is None

    def change(self, enabled=None, **columns):
        """Write `columns`; disable it or enable it, if `enabled` says so."""
        if columns:
            self._write(**columns)
        if enabled is True:
            self.enable()
        elif enabled is False:
            self.disable(self.Because.PARTNER)

    def rotate(self):
        """A new secret; the one before signs too for WEBHOOK_SECRET_KEPT, an older one no more."""
        with self._held():
            self.refresh_from_db(fields=["secret"])
            self._write(
                secret=new_secret(),
                old_secret=self.secret,
                old_secret_until=TransactionNow() + settings.WEBHOOK_SECRET_KEPT,
            )
        return self.secret

    def disable(self, because):
        """Nothing is delivered from now on, also of what is waiting; `GET /events` still has it."""
        with self._held():
            if self.disabled_at is None:
                self._write(disabled_at=TransactionNow(), disabled_because=because)
                self.deliveries.drop()
                events.record(kinds.DISABLED, self.subject, because=because)

    def enable(self):
        """What happens from now on is delivered again."""
        with self._held():
            if self.disabled_at:
                self._write(disabled_at=None, disabled_because="", failing_since=None, pace=PACE)

    def remove(self):
        with self._held():
            self._write(removed_at=TransactionNow(), secret=None, old_secret=None)
            self.deliveries.drop()

    def test(self):
        """A `webhook.test` goes the way of all events, to this endpoint alone. Raises EndpointDisabled."""
        with self._held():
            self.refuse_if_disabled()
            events.record(kinds.TEST, self.subject)

    def refuse_if_disabled(self):
        if self.disabled_at or self.removed_at:
            raise EndpointDisabled

    @contextmanager
    def _held(self):
        """A transaction with the row locked and read anew."""
        with transaction.atomic():
            self.refresh_from_db(from_queryset=type(self).objects.locked())
            yield

    def _write(self, **columns):
        type(self).objects.filter(pk=self.pk).update(**columns)
        self.refresh_from_db(fields=[*columns])
