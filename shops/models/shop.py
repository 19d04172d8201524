from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giftshop import events
from giftshop.clock import TransactionNow
from giftshop.transitions import Transitions
from shops.ports import SUSPENSION
from shops.search import index

ACTIVE, SUSPENDED = "active", "suspended"
MAX_COMMISSION_BPS = 2_900  # with the platform's fee of 1 % this is the provider's split limit of 30 %
TRANSITIONS = Transitions(suspend=({ACTIVE}, SUSPENDED), reinstate=({SUSPENDED}, ACTIVE))


class ShopQuerySet(models.QuerySet):
    def active(self):
        return self.filter(state=ACTIVE)

    def run_by(self, user):
        """The shops that `user` may see behind the counter: all of them for the operator."""
        return self if user.is_superuser else self.filter(staff__user=user)


class Shop(models.Model):
    """A merchant's store. Freight is in fen and flat; `refuses_provinces` are names as in an address."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60)
    logo = models.ImageField(_("logo"), upload_to="logos", max_length=60, blank=True, db_default="")
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=[(ACTIVE, pgettext_lazy("shop", "active")), (SUSPENDED, _("suspended"))],
        default=ACTIVE,
        editable=False,
    )
    gifting = models.BooleanField(_("offers gifts"), default=True)
    gift_freight_fen = models.PositiveIntegerField(_("freight of a gift, in fen"), default=0)
    freight_fen = models.PositiveIntegerField(_("freight of an order, in fen"), default=0)
    refuses_provinces = ArrayField(
        models.CharField(max_length=30),
        verbose_name=_("provinces not delivered to"),
        default=list,
        blank=True,
    )
    default_commission_bps = models.PositiveSmallIntegerField(
        _("commission of sharers, in basis points"),
        default=0,
        validators=[MaxValueValidator(MAX_COMMISSION_BPS)],
    )
    merchant_number = models.CharField(
        _("number at the payment provider"),
        max_length=32,
        blank=True,
        db_default="",
        validators=[RegexValidator("^[0-9]{8,10}$")],
        help_text=_(
            "At WeChat Pay the sub_mchid. Without it the shop cannot be paid in service-provider mode."
        ),
    )
    aftersale_address = models.CharField(
        _("where goods are sent back to"),
        max_length=200,
        blank=True,
        db_default="",
        help_text=_(
            "Name, phone and address in one line. Without it nothing can be returned, only paid back."
        ),
    )
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow(), editable=False)

    objects = ShopQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("shop"), _("shops")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=[ACTIVE, SUSPENDED]), name="shop_state"),
            models.CheckConstraint(
                condition=models.Q(default_commission_bps__range=(0, MAX_COMMISSION_BPS)),
                name="shop_commission",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            index.rename(shop=self)

    def get_absolute_url(self):
        return reverse("shops:shop", args=[self.code])

    def delivers_to(self, province: str) -> bool:
        return province not in self.refuses_provinces

    def suspend(self):
        """active → suspended, by the operator; the other apps give back what is pending in this transaction.

        Raises IllegalTransition if the shop is suspended already.
        """
        with transaction.atomic():
            self._move("suspend")
            for _key, handler in SUSPENSION:
                handler(self)

    def reinstate(self):
        """suspended → active, by the operator. Raises IllegalTransition if the shop is active."""
        with transaction.atomic():
            self._move("reinstate")

    def _move(self, verb):
        self.state = (
            Shop.objects.select_for_update(no_key=True).values_list("state", flat=True).get(pk=self.pk)
        )
        self.state = TRANSITIONS.check(verb, self.state)
        self.save(update_fields=["state"])
        events.record(f"shop.{self.state}", f"shop:{self.pk}", shop_id=self.pk)
