"""Who works in a shop, and how one comes to a post there and loses it.

Whoever changes the posts of a shop holds the person's row first, then the shop's: as erasure does.
"""

import hashlib
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giftshop import events
from giftshop.clock import ClockTimestamp, TransactionNow, db_now
from giftshop.refusals import IllegalTransition
from shops.models.shop import Shop
from shops.refusals import (
    AlreadyStaff,
    InvitationExpired,
    InvitationUnknown,
    InvitationUsed,
    InvitationWithdrawn,
    LastOwner,
    OwnRole,
    TooManyInvitations,
)

SECRET_BYTES = 18  # 144 bits, 24 characters
MAX_OPEN = 20  # invitations of one shop that wait to be accepted
OWNER, CLERK = "owner", "clerk"
ROLES = [(OWNER, pgettext_lazy("role", "owner")), (CLERK, _("clerk"))]


class StaffManager(models.Manager):
    def hire(self, invitation, *, by):
        """The post that `by` takes by accepting the invitation, which is used up with it.

        Raises InvitationUsed, InvitationWithdrawn or InvitationExpired; AlreadyStaff leaves it open for somebody else.
        """
        with transaction.atomic():
            user = _hold_person(by.pk)
            # The row is the gate: of two who accept at once, one waits here and then finds it used.
            invitation = StaffInvitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
            invitation.refuse_unless_open()
            shop = invitation.shop
            post, new = self.get_or_create(shop=shop, user=user, defaults={"role": invitation.role})
            if not new:
                raise AlreadyStaff
            invitation.accepted_by, invitation.accepted_at = user, ClockTimestamp()
            invitation.save(update_fields=["accepted_by", "accepted_at"])
            user.is_staff = True
            user.save(update_fields=["is_staff"])
            told = {"role": post.role, "person": user.pk}
            events.record("staff.hired", f"shop:{shop.pk}", shop_id=shop.pk, **told)
            return post


class Staff(models.Model):
    """A person who works in a shop."""

    OWNER, CLERK = OWNER, CLERK

    shop = models.ForeignKey("shops.Shop", models.CASCADE, related_name="staff", verbose_name=_("shop"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="staff_of", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=8, choices=ROLES, default=CLERK)

    objects = StaffManager()

    class Meta:
        verbose_name, verbose_name_plural = _("member of staff"), _("staff")
        constraints = [
            models.UniqueConstraint(fields=["shop", "user"], name="staff_once_per_shop"),
            models.CheckConstraint(condition=models.Q(role__in=["owner", "clerk"]), name="staff_role"),
        ]

    def __str__(self):
        return f"{self.user} @ {self.shop}"

    def dismiss(self, *, by):
        """The post ends, and with it the invitations that the person sent. Whoever has no post left is no staff.

        Raises LastOwner unless `by` is the operator, and IllegalTransition if the post has ended already.
        """
        with transaction.atomic():
            user = self._hold()
            self._refuse_if_last_owner(by)
            self._withdraw_invitations()
            Staff.objects.filter(pk=self.pk).delete()
            if not user.is_superuser and not user.staff_of.exists():
                user.is_staff = False
                user.save(update_fields=["is_staff"])
            self._record("staff.dismissed")

    def change_role(self, role, *, by):
        """Raises OwnRole, LastOwner, and IllegalTransition if the post has ended."""
        with transaction.atomic():
            self._hold()
            if self.user_id == by.pk and not by.is_superuser:
                raise OwnRole
            if role != OWNER:
                self._refuse_if_last_owner(by)
                self._withdraw_invitations()
            self.role = role
            self.save(update_fields=["role"])
            self._record("staff.changed")

    def _hold(self):
        """The person. One writer of a shop's posts: two owners cannot dismiss each other."""
        user = _hold_person(self.user_id)
        Shop.objects.select_for_update(no_key=True).get(pk=self.shop_id)
        self.role = Staff.objects.filter(pk=self.pk).values_list("role", flat=True).first()
        if self.role is None:
            raise IllegalTransition
        return user

    def _refuse_if_last_owner(self, by):
        others = Staff.objects.filter(shop=self.shop_id, role=OWNER).exclude(pk=self.pk)
        if self.role == OWNER and not by.is_superuser and not others.exists():
            raise LastOwner

    def _withdraw_invitations(self):
        sent = StaffInvitation.objects.open().filter(shop=self.shop_id, invited_by=self.user_id)
        sent.update(withdrawn_at=ClockTimestamp())

    def _record(self, kind):
        events.record(kind, f"shop:{self.shop_id}", shop_id=self.shop_id, role=self.role)


class StaffInvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=ClockTimestamp())

    def invite(self, shop, role, *, by):
        """(invitation, secret): whoever opens the link with the secret may take the post, once, for
        `STAFF_INVITATION_WINDOW`. The secret stands nowhere, only its digest.

        Raises PermissionDenied unless `by` is an owner of the shop or the operator, and TooManyInvitations.
        """
        secret = secrets.token_urlsafe(SECRET_BYTES)
        until = db_now() + settings.STAFF_INVITATION_WINDOW
        fields = {"role": role, "invited_by": by, "digest": digest(secret), "expires_at": until}
        with transaction.atomic():
            Shop.objects.select_for_update(no_key=True).get(
                pk=shop.pk
            )  # who is being dismissed invites nobody
            if not by.is_superuser and not Staff.objects.filter(shop=shop, user=by, role=OWNER).exists():
                raise PermissionDenied
            if self.open().filter(shop=shop).count() >= MAX_OPEN:
                raise TooManyInvitations(
                    _("%d are open. Withdraw one that nobody needs any more.") % MAX_OPEN
                )
            return self.create(shop=shop, **fields), secret

    def by_secret(self, secret):
        """Raises InvitationUnknown."""
        invitation = self.select_related("shop").filter(digest=digest(secret)).first()
        if invitation is None:
            raise InvitationUnknown
        return invitation


class StaffInvitation(models.Model):
    """A post offered by a link. open → accepted | withdrawn, or it expires; times are the database's, in UTC."""

    shop = models.ForeignKey("shops.Shop", models.CASCADE, related_name="invitations", verbose_name=_("shop"))
    role = models.CharField(_("role"), max_length=8, choices=ROLES, default=CLERK)
    digest = models.CharField(max_length=64, unique=True, editable=False)  # SHA-256 of the secret, in hex
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited"), db_default=TransactionNow(), editable=False)
    expires_at = models.DateTimeField(_("can be accepted until"))
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("accepted by")
    )
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = StaffInvitationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("invitation to work here"), _("invitations to work here")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=["owner", "clerk"]), name="staff_invitation_role"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at__isnull=True),
                name="staff_invitation_ends_once",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} @ {self.shop}"

    def refuse_unless_open(self):
        """Raises InvitationUsed, InvitationWithdrawn or InvitationExpired."""
        if self.accepted_at:
            raise InvitationUsed
        if self.withdrawn_at:
            raise InvitationWithdrawn
        if db_now() >= self.expires_at:
            raise InvitationExpired

    def withdraw(self):
        """Raises InvitationUsed or InvitationWithdrawn."""
        with transaction.atomic():
            held = StaffInvitation.objects.select_for_update(no_key=True).get(pk=self.pk)
            if held.accepted_at:
                raise InvitationUsed
            if held.withdrawn_at:
                raise InvitationWithdrawn
            StaffInvitation.objects.filter(pk=self.pk).update(withdrawn_at=ClockTimestamp())


def link(secret):
    """The absolute link that the inviter sends."""
    return settings.PUBLIC_URL + reverse("shops:invitation_link", args=[secret])


def digest(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


def is_owner(user):
    """Of any shop."""
    return Staff.objects.filter(user=user, role=OWNER).exists()


def leave(user):
    """Before a person is erased. Raises LastOwner: a shop is not left without anybody."""
    for post in user.staff_of.order_by("shop"):
        post.dismiss(by=user)


def _hold_person(pk):
    return get_user_model().objects.select_for_update(no_key=True).get(pk=pk)
