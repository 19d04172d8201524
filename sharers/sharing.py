"""For whom somebody shares, by which links, and what each product would earn."""

from functools import cached_property

from django.conf import settings
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce, Greatest, Least

from giftshop.money import BPS, share
from sharers.models import Promoter, ShareLink, Sharer
from sharers.refusals import NotShared, SharingSuspended
from shops.models import Product


class Sharing:
    """A person as the sharer of shops, now or once, and as a promoter. False for whoever never shared.

    Two queries, when first asked.
    """

    def __init__(self, user):
        self.user = user

    def __bool__(self):
        return bool(self.sharers or self.promoter)

    @cached_property
    def sharers(self):
        """Every time that a shop bound this person, the latest first."""
        return list(self.user.sharer_for.select_related("shop").order_by("-pk"))

    @cached_property
    def promoter(self):
        return Promoter.objects.filter(user=self.user).first()

    @property
    def shops(self):
        """How it stands with each shop: of several times the latest counts."""
        return list({sharer.shop_id: sharer for sharer in reversed(self.sharers)}.values())[::-1]

    @property
    def links(self):
        owned = Q(sharer__in=[sharer.pk for sharer in self.sharers])
        if self.promoter:
            owned |= Q(promoter=self.promoter.pk)
        return ShareLink.objects.filter(owned)

    @property
    def goods(self):
        """What people can buy and this person may share."""
        here = Q(shop__in=list(self._active))
        if self._promotes:
            here |= Q(shop__promoter_bps__isnull=False)
        return Product.objects.visible().filter(here)

    def bps(self, product):
        """What an order of `product` by the best link would freeze, in basis points."""
        owner = self._best(product.shop, product)
        return 0 if owner is None else min(owner.bps(product), most_bps())

    def earned(self, products):
        """`products` with `earned_fen`, what one piece at the lowest price earns; to put them in order by it."""
        rates = [_sharers_bps(sharer) for sharer in self._active.values()]
        best = Case(*rates, default=Value(0), output_field=IntegerField())
        if self._promotes:
            promoted = Coalesce("promoter_bps", "shop__promoter_bps")
            taken = When(shop__promoter_bps__isnull=False, then=promoted)
            best = Greatest(best, Case(taken, default=Value(0), output_field=IntegerField()))
        return products.annotate(earned_fen=F("price_from_fen") * Least(best, Value(most_bps())) / BPS)

    def link_to(self, shop, product=None):
        """The link to `product` of the shop, or to all of it, made when first asked: as the shop's sharer or as a
        promoter, whichever earns more.

        Raises SharingSuspended, and NotShared.
        """
        owner = self._best(shop, product)
        if owner is None:
            suspended = self.promoter and not self.promoter.is_active and shop.promoter_bps
            raise SharingSuspended if suspended else NotShared
        owned = {"sharer": None, "promoter": None, "channel": None, "showcase": None}
        owned["promoter" if owner == self.promoter else "sharer"] = owner
        link, _new = ShareLink.objects.get_or_create(shop=shop, product=product, **owned)
        return link

    @cached_property
    def _active(self):
        return {sharer.shop_id: sharer for sharer in self.sharers if sharer.is_active}

    @property
    def _promotes(self):
        return self.promoter is not None and self.promoter.is_active

    def _best(self, shop, product):
        rates = {}
        if sharer := self._active.get(shop.pk):
            rates[sharer] = sharer.bps(product)
        if self._promotes and shop.promoter_bps is not None:
            rates[self.promoter] = Promoter.bps(product) if product else shop.promoter_bps
        return max(rates, key=rates.get, default=None)


def has_shared(user):
    """Whether `Sharing` is true of `user`, in one query."""
    bound = Sharer.objects.filter(user=user).values("pk")
    return bound.union(Promoter.objects.filter(user=user).values("pk")).exists()


def most_bps():
    """Fee and commission together stay within MAX_SPLIT_BPS."""
    return settings.MAX_SPLIT_BPS - settings.PLATFORM_FEE_BPS


def a_piece(product, bps):
    """Fen for one piece at the lowest price on the shelf."""
    return share(product.price_from_fen, bps)


def _sharers_bps(sharer):
    """As `Sharer.bps` says it."""
    own = F("shop__default_commission_bps") if sharer.rate_bps is None else Value(sharer.rate_bps)
    return When(shop=sharer.shop_id, then=Coalesce("sharer_bps", own))
