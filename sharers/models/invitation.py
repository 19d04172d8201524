"""An invitation to share for a shop: a link and its QR code, for one person or for many, until it expires."""

from base64 import urlsafe_b64encode

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.lines import validate_line
from giftshop.clock import ClockTimestamp, TransactionNow, db_now
from sharers.models.sharer import Sharer
from sharers.refusals import InvitationFull
from shops.models.shop import MAX_COMMISSION_BPS
from shops.refusals import InvitationExpired, InvitationUnknown, InvitationWithdrawn

MOST_SEATS = 1_000
TOKEN_BYTES = 18  # 144 bits, 24 characters


class InvitationQuerySet(models.QuerySet):
    def invite(self, *, shop, by, seats=1, rate_bps=None, note=""):
        """A link that `seats` people may accept within SHARER_INVITATION_WINDOW."""
        until = db_now() + settings.SHARER_INVITATION_WINDOW
        fields = {"rate_bps": rate_bps, "note": note, "expires_at": until}
        return self.create(shop=shop, invited_by=by, seats=seats, **fields)

    def by_token(self, pk, token):
        """Raises InvitationUnknown."""
        invitation = self.select_related("shop").filter(pk=pk).first()
        if invitation is None or not constant_time_compare(invitation.token, token):
            raise InvitationUnknown
        return invitation


class Invitation(models.Model):
    """Whoever opens the link and agrees shares for the shop, at the rate that it names. Times are UTC."""

    shop = models.ForeignKey(
        "shops.Shop", models.CASCADE, related_name="sharer_invitations", verbose_name=_("shop")
    )
    seats = models.PositiveSmallIntegerField(
        _("for how many people"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)],
    )
    taken = models.PositiveSmallIntegerField(_("places taken"), db_default=0, editable=False)
    rate_bps = models.PositiveSmallIntegerField(
        _("commission"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MAX_COMMISSION_BPS)],
        help_text=_("Empty: the shop's default."),
    )
    note = models.CharField(_("remark"), max_length=60, blank=True, db_default="", validators=[validate_line])
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited"), db_default=TransactionNow(), editable=False)
    expires_at = models.DateTimeField(_("valid until"), editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("invitation to share"), _("invitations to share")
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__range=(1, MOST_SEATS), taken__lte=F("seats")),
                name="sharer_invitation_seats",
            ),
        ]

    def __str__(self):
        return self.note or f"{self.shop} {self.pk}"

    @property
    def token(self):
        """Stands nowhere: it is computed from the server's key, so that the shop can be shown the code again."""
        digest = salted_hmac("sharers.invitation", str(self.pk), algorithm="sha256").digest()
        return urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()

    @property
    def public_url(self):
        """The absolute link."""
        return settings.PUBLIC_URL + reverse("sharers:invitation_link", args=[self.pk, self.token])

    @property
    def bps(self):
        """What whoever accepts now would earn, in basis points of the goods' price."""
        return self.shop.default_commission_bps if self.rate_bps is None else self.rate_bps

    @property
    def is_open(self):
        """By the web server's clock; `accept` asks the database's."""
        return not self.withdrawn_at and self.taken < self.seats and timezone.now() < self.expires_at

    def refuse_unless_open(self):
        """Raises InvitationWithdrawn, InvitationFull or InvitationExpired."""
        if self.withdrawn_at:
            raise InvitationWithdrawn
        if self.taken >= self.seats:
            raise InvitationFull
        if db_now() >= self.expires_at:
            raise InvitationExpired

    def accept(self, user):
        """`user` agrees to the terms; the Sharer. Raises what stands against it, AlreadyBound, NoPlaceLeft."""
        with transaction.atomic():
            # The row is the gate: of two who come for the last seat, one waits here and then finds it taken.
            held = Invitation.objects.select_for_update(no_key=True).select_related("shop").get(pk=self.pk)
            held.refuse_unless_open()
            sharer = Sharer.objects.bind(shop=held.shop, user=user, rate_bps=held.rate_bps)
            Invitation.objects.filter(pk=self.pk).update(taken=F("taken") + 1)
            return sharer

    def withdraw(self):
        """By the shop: nobody can accept it any more. Raises InvitationWithdrawn."""
        if not Invitation.objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_at=ClockTimestamp()):
            raise InvitationWithdrawn
