from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.lines import validate_line
from giftshop import events
from giftshop.clock import ClockTimestamp, TransactionNow
from giftshop.transitions import Transitions
from sharers.models.suspending import ACTIVE, SUSPENDED, WORDS, Suspendable
from sharers.refusals import AlreadyBound, BoundTooShort, NoPlaceLeft
from shops.models import Shop
from shops.models.shop import MAX_COMMISSION_BPS

LEFT = "left"
BOUND = Q(state__in=[ACTIVE, SUSPENDED])
TRANSITIONS = Transitions(
    suspend=({ACTIVE}, SUSPENDED), resume=({SUSPENDED}, ACTIVE), unbind=({ACTIVE, SUSPENDED}, LEFT)
)


class SharerQuerySet(models.QuerySet):
    def active(self):
        return self.filter(state=ACTIVE)

    def bound(self):
        return self.filter(BOUND)

    def bind(self, *, shop, user, rate_bps=None):
        """`user` shares for `shop` from now on, by a link to the whole shop to begin with.

        `rate_bps` are basis points of the goods' price; None follows the shop's default. Raises AlreadyBound, and
        NoPlaceLeft when the shop has SHARERS_PER_SHOP.
        """
        with transaction.atomic():
            # The row is the gate: of two who come for the last place, one waits here and then finds it taken.
            Shop.objects.select_for_update(no_key=True).get(pk=shop.pk)
            bound = self.model.objects.bound().filter(shop=shop)
            if bound.filter(user=user).exists():
                raise AlreadyBound
            if bound.count() >= settings.SHARERS_PER_SHOP:
                raise NoPlaceLeft
            sharer = self.create(shop=shop, user=user, rate_bps=rate_bps)
            sharer.links.create(shop=shop)
            events.record("sharer.bound", sharer.subject, shop_id=shop.pk)
            return sharer

    def leave(self):
        """End those of the rows that are bound; the number of them."""
        ended = list(self.bound().select_for_update(no_key=True).order_by("pk"))
        self.model.objects.filter(pk__in=[sharer.pk for sharer in ended]).update(
            state=LEFT, left_at=TransactionNow()
        )
        events.record_many("sharer.left", [(s.subject, s.shop_id, {}) for s in ended])
        return len(ended)


class Sharer(Suspendable):
    """分享员: a person bound to one shop, who earns on what friends buy there. One level, never a chain.

    active ⇄ suspended → left. While suspended, and afterwards, links earn nothing; orders placed before keep their
    commission. Somebody who comes back is bound anew: old links stay dead. Times are UTC by the database's clock.
    """

    shop = models.ForeignKey("shops.Shop", models.PROTECT, related_name="sharers", verbose_name=_("shop"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="sharer_for", verbose_name=_("person")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[*WORDS.items(), (LEFT, _("left"))],
        default=ACTIVE,
        editable=False,
    )
    rate_bps = models.PositiveSmallIntegerField(
        _("commission"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MAX_COMMISSION_BPS)],
        help_text=_(
            "Empty: the shop's default. A rate of the product goes before it. Orders placed before keep their rate."
        ),
    )
    note = models.CharField(
        _("remark"),
        max_length=60,
        blank=True,
        db_default="",
        validators=[validate_line],
        help_text=_("For the shop alone, such as a name or a branch."),
    )
    joined_at = models.DateTimeField(_("bound since"), db_default=TransactionNow(), editable=False)
    left_at = models.DateTimeField(_("left"), null=True, editable=False)

    TRANSITIONS = TRANSITIONS

    objects = SharerQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("sharer"), _("sharers")
        constraints = [
            models.UniqueConstraint(fields=["shop", "user"], condition=BOUND, name="sharer_once_per_shop"),
            models.CheckConstraint(
                condition=BOUND & Q(left_at__isnull=True) | Q(state=LEFT, left_at__isnull=False),
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
    def shop_link(self):
        """The link to the whole shop, with which everybody begins."""
        return self.links.get(product=None)

    def bps(self, product=None):
        """What an order placed now would freeze, in basis points of the goods' price: the product's rate, else this
        person's, else the shop's.
        """
        rates = [product and product.sharer_bps, self.rate_bps, self.shop.default_commission_bps]
        return next(rate for rate in rates if rate is not None)

    def unbind(self):
        """The shop ends it. Raises BoundTooShort in the first SHARER_BOUND_FOR, IllegalTransition."""
        with transaction.atomic():
            long_enough = Q(joined_at__lte=ClockTimestamp() - settings.SHARER_BOUND_FOR)
            if not Sharer.objects.filter(long_enough, pk=self.pk).leave():
                self.refresh_from_db(fields=["state"])
                TRANSITIONS.check("unbind", self.state)
                raise BoundTooShort
            self.refresh_from_db(fields=["state", "left_at"])
