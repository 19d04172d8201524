"""A partner's program: how it proves who it is, and what it may do."""

import hashlib
import secrets
from datetime import timedelta
from hmac import compare_digest

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import AbstractApplication

from api.refusals import SecretsTaken
from api.scopes import CHOICES
from giftshop.clock import TransactionNow

SEEN_AGAIN_AFTER = timedelta(minutes=1)  # so that last uses cost one write a minute, not one a request


class Application(AbstractApplication):
    """An OAuth client (RFC 6749). A confidential one acts for its partner by client credentials; one with redirect
    addresses may ask persons for what only they may do, by authorisation code with PKCE.
    """

    # What of the toolkit's columns is not wanted here.
    user = cimd_expires_at = None
    post_logout_redirect_uris = allowed_origins = algorithm = registration_source = (
        authorization_grant_type
    ) = ""
    hash_client_secret = skip_authorization = False

    client_type = models.CharField(
        _("kind"),
        max_length=32,
        choices=[
            (AbstractApplication.CLIENT_CONFIDENTIAL, _("on a server, which can keep a secret")),
            (AbstractApplication.CLIENT_PUBLIC, _("on people's devices, without a secret")),
        ],
    )
    redirect_uris = models.TextField(
        _("redirect addresses"),
        blank=True,
        help_text=_("Where a person who has agreed is sent back to, one a line; only if it asks persons."),
    )
    partner = models.ForeignKey(
        "api.Partner", models.PROTECT, related_name="applications", verbose_name=_("partner")
    )
    scopes = ArrayField(
        models.CharField(max_length=30, choices=CHOICES),
        verbose_name=_("scopes"),
        default=list,
        help_text=_("The most that its tokens may be good for."),
    )
    requests_a_minute = models.PositiveIntegerField(
        _("requests a minute"), null=True, blank=True, help_text=_("Empty: as for everybody.")
    )
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)

    class Meta(AbstractApplication.Meta):
        verbose_name = _("application")
        verbose_name_plural = _("applications")

    @property
    def client_secret(self):
        """What OAuth's validator compares with: digests of the secrets that are live."""
        return list(self.secrets.live())

    @property
    def is_confidential(self):
        return self.client_type == self.CLIENT_CONFIDENTIAL

    def allows_grant_type(self, *kinds):
        allowed = {self.GRANT_CLIENT_CREDENTIALS} if self.is_confidential else set()
        if self.redirect_uris:
            allowed.add(self.GRANT_AUTHORIZATION_CODE)
        return not allowed.isdisjoint(kinds)

    def is_usable(self, request):
        return not self.partner.is_suspended

    def seen(self):
        """Remember that it called, once a minute."""
        now = timezone.now()
        if self.last_used_at is None or now - self.last_used_at > SEEN_AGAIN_AFTER:
            Application.objects.filter(pk=self.pk).update(last_used_at=now)

    def new_secret(self):
        """A second secret beside the one in use, shown only now. Raises SecretsTaken while two are live."""
        text = secrets.token_urlsafe(32)
        with transaction.atomic():
            type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
            free = {1, 2} - set(self.secrets.live().values_list("slot", flat=True))
            if not free:
                raise SecretsTaken
            self.secrets.create(slot=min(free), digest=digest(text), hint=text[-4:])
        return text


def digest(secret):
    """256 random bits need no slow hash: nobody can guess them from their SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


class SecretQuerySet(models.QuerySet):
    def live(self):
        return self.filter(revoked_at__isnull=True)


class Secret(models.Model):
    """One of an application's secrets, of which two may be live, so that one can be replaced without a pause."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="secrets")
    slot = models.PositiveSmallIntegerField(null=True)
    digest = models.CharField(max_length=64)
    hint = models.CharField(_("ends in"), max_length=4)
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow())
    last_used_at = models.DateTimeField(_("last used"), null=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = SecretQuerySet.as_manager()

    class Meta:
        verbose_name = _("secret")
        verbose_name_plural = _("secrets")
        constraints = [
            models.UniqueConstraint(fields=["application", "slot"], name="secret_slot_once"),
            models.CheckConstraint(
                condition=Q(slot__in=[1, 2], revoked_at__isnull=True)
                | Q(slot__isnull=True, revoked_at__isnull=False),
                name="secret_live_has_slot",
            ),
        ]

    def __str__(self):
        return f"…{self.hint}"

    def matches(self, text):
        return compare_digest(self.digest, digest(text))

    def used(self):
        Secret.objects.filter(pk=self.pk).update(last_used_at=TransactionNow())

    def revoke(self):
        """It is good for nothing from now on. Tokens that it was traded for run out by themselves."""
        Secret.objects.filter(pk=self.pk).live().update(slot=None, revoked_at=TransactionNow())
