"""Who integrates with the shop: a merchant's ERP, a company that sends gifts to its customers, a promoter's app."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from giftshop.clock import TransactionNow
from giftshop.rows import one


class Partner(models.Model):
    """A partner with a `shop` acts for that shop; every partner sends gifts for customers of its own."""

    name = models.CharField(_("name"), max_length=80)
    shop = models.ForeignKey(
        "shops.Shop",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partners",
        verbose_name=_("shop"),
        help_text=_("Whose products, orders and figures its applications may be allowed to reach."),
    )
    suspended_at = models.DateTimeField(_("suspended"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow(), editable=False)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self):
        return self.name

    @property
    def is_suspended(self):
        return self.suspended_at is not None

    def suspend(self):
        """From now on no token of its applications is good for anything; suspending twice changes nothing."""
        self._become_suspended(TransactionNow(), suspended_at__isnull=True)

    def resume(self):
        self._become_suspended(None, suspended_at__isnull=False)

    def _become_suspended(self, at, **only):
        Partner.objects.filter(pk=self.pk, **only).update(suspended_at=at)
        self.refresh_from_db(fields=["suspended_at"])


class CustomerManager(models.Manager):
    def known_as(self, partner, external_id, nickname=""):
        """The partner's customer of this id, made at first sight. `nickname`, if given, is what friends then read."""
        known = one(self.select_related("user").filter(partner=partner, external_id=external_id))
        customer = known or self._meet(partner, external_id, nickname)
        if nickname and customer.user.nickname != nickname:
            User.objects.filter(pk=customer.user_id).update(nickname=nickname)
            customer.user.nickname = nickname
        return customer

    def _meet(self, partner, external_id, nickname):
        # Two requests may meet the same customer at once: the unique constraint decides, and the loser's user goes.
        with transaction.atomic():
            user = User.objects.create_external(nickname=nickname)
            customer, created = self.get_or_create(
                partner=partner, external_id=external_id, defaults={"user": user}
            )
            if not created:
                user.delete()
        return customer


class Customer(models.Model):
    """A user keyed by (partner, external id): gives gifts through the partner, and cannot log in here."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="customers", verbose_name=_("partner"))
    external_id = models.CharField(
        _("id at the partner's"), max_length=64, blank=True
    )  # empty once the customer is forgotten
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="customer", verbose_name=_("user")
    )
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow(), editable=False)

    objects = CustomerManager()

    class Meta:
        verbose_name = _("partner's customer")
        verbose_name_plural = _("partners' customers")
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "external_id"],
                condition=~Q(external_id=""),
                name="customer_once_a_partner",
            )
        ]

    def __str__(self):
        return self.external_id or "–"
