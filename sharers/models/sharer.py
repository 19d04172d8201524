from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giftshop import events
from giftshop.clock import ClockTimestamp, TransactionNow
from giftshop.transitions import Transitions
from sharers.refusals import AlreadyBound, BoundTooShort
from shops.models.shop import MAX_COMMISSION_BPS

ACTIVE, LEFT = "active", "left"
TRANSITIONS = Transitions(unbind=({ACTIVE}, LEFT))


class SharerQuerySet(models.QuerySet):
    def active(self):
        return self.filter(state=ACTIVE)

    def bind(self, *, shop, user, rate_bps=None):
        """`user` shares for `shop` from now on, by a link to the whole shop to begin with.

        `rate_bps` are basis points of the goods' price; None follows the shop's default. Raises AlreadyBound.
        """
        with transaction.atomic():
            sharer, new = self.get_or_create(
                shop=shop, user=user, state=ACTIVE, defaults={"rate_bps": rate_bps}
            )
            if not new:
                raise AlreadyBound
            sharer.links.create()
            events.record("sharer.bound", sharer.subject, shop_id=shop.pk)
            return sharer

    def leave(self):
        """End those of the rows that are active; the number of them."""
        ended = list(self.active().select_for_update(no_key=True).order_by("pk"))
        self.model.objects.filter(pk__in=[sharer.pk for sharer in ended]).update(
            state=LEFT, left_at=TransactionNow()
        )
        events.record_many("sharer.left", [(s.subject, s.shop_id, {}) for s in ended])
        return len(ended)


class Sharer(models.Model):
    """分享员: a person bound to one shop, who earns on what friends buy there. One level, never a chain.

    active → left. Somebody who comes back is bound anew: old links stay dead. Times are UTC by the database's clock.
    """

    shop = models.ForeignKey("shops.Shop", models.PROTECT, related_name="sharers", verbose_name=_("shop"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="sharer_for", verbose_name=_("person")
    )
    state = models.CharField(
        _("state"),
        max_length=6,
        choices=[(ACTIVE, _("active")), (LEFT, _("left"))],
        default=ACTIVE,
        editable=False,
    )
    rate_bps = models.PositiveSmallIntegerField(
        _("commission, in basis points"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MAX_COMMISSION_BPS)],
        help_text=_("Empty: the shop's default. Orders placed before keep their rate."),
    )
    joined_at = models.DateTimeField(_("bound since"), db_default=TransactionNow(), editable=False)
    left_at = models.DateTimeField(_("left"), null=True, editable=False)

    objects = SharerQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("sharer"), _("sharers")
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "user"], condition=Q(state=ACTIVE), name="sharer_active_once_per_shop"
            ),
            models.CheckConstraint(
                condition=Q(state=ACTIVE, left_at__isnull=True) | Q(state=LEFT, left_at__isnull=False),
                name="sharer_state",
            ),
            models.CheckConstraint(
                condition=Q(rate_bps__isnull=True) | Q(rate_bps__range=(0, MAX_COMMISSION_BPS)),
                name="sharer_rate",
            ),
        ]

    def __str__(self):
        return f"{self.user} @ {self.shop}"

    @property
    def subject(self):
        return f"sharer:{self.pk}"

    @property
    def is_active(self):
        return self.state == ACTIVE

    @property
    def bps(self):
        """What an order placed now would freeze, in basis points of its goods' price."""
        return self.shop.default_commission_bps if self.rate_bps is None else self.rate_bps

    def unbind(self):
        """The shop ends it: links earn nothing any more, orders placed before keep their commission.

        Raises BoundTooShort in the first SHARER_BOUND_FOR, IllegalTransition.
        """
        with transaction.atomic():
            long_enough = Q(joined_at__lte=ClockTimestamp() - settings.SHARER_BOUND_FOR)
            if not Sharer.objects.filter(long_enough, pk=self.pk).leave():
                self.refresh_from_db(fields=["state"])
                TRANSITIONS.check("unbind", self.state)
                raise BoundTooShort
            self.refresh_from_db(fields=["state", "left_at"])
