from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from giftshop import events
from giftshop.clock import TransactionNow
from giftshop.transitions import Transitions
from sharers.models.suspending import ACTIVE, SUSPENDED, WORDS, Suspendable

TRANSITIONS = Transitions(suspend=({ACTIVE}, SUSPENDED), resume=({SUSPENDED}, ACTIVE))


class PromoterManager(models.Manager):
    def join(self, user):
        """`user` agrees to the terms and works across the shops that take promoters; joining twice changes nothing."""
        with transaction.atomic():
            promoter, new = self.get_or_create(user=user)
            if new:
                events.record("promoter.joined", promoter.subject)
            return promoter


class Promoter(Suspendable):
    """推客: a person who earns in every shop that opted in, at that shop's rate. active ⇄ suspended, by the operator.

    While suspended links earn nothing; orders placed before keep their commission.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="promoter", verbose_name=_("person")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=list(WORDS.items()),
        default=ACTIVE,
        editable=False,
    )
    joined_at = models.DateTimeField(_("promoter since"), db_default=TransactionNow(), editable=False)

    TRANSITIONS = TRANSITIONS

    objects = PromoterManager()

    class Meta:
        verbose_name, verbose_name_plural = _("promoter"), _("promoters")
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=[ACTIVE, SUSPENDED]), name="promoter_state"),
        ]

    def __str__(self):
        return str(self.user)

    @staticmethod
    def bps(product):
        """What an order of `product` placed now would freeze, in basis points of the goods' price; 0 where the shop
        takes no promoters.
        """
        shop_bps = product.shop.promoter_bps
        if shop_bps is None:
            return 0
        return shop_bps if product.promoter_bps is None else product.promoter_bps
