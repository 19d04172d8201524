"""Why something is not for sale, or not as a gift. GIFT_RULES is the order in which a shopper is told."""

from django.utils.translation import gettext_lazy as _

from giftshop.refusals import Refused


class NotCategorised(Refused):
    code = "not-categorised"
    title = _("This cannot be sent as a gift")
    detail = _("The shop has not put these goods into a category yet.")


class CategoryExcluded(Refused):
    code = "category-excluded"
    title = _("This cannot be sent as a gift")
    detail = _("Goods of this kind cannot be sent as a gift.")


class PriceAboveLimit(Refused):
    code = "price-above-limit"
    title = _("This cannot be sent as a gift")
    detail = _("The price is above the limit for gifts.")


class GiftingOff(Refused):
    code = "gifting-off"
    title = _("This cannot be sent as a gift")
    detail = _("This shop does not offer gifts at the moment.")


class ShopSuspended(Refused):
    code = "shop-suspended"
    title = _("This shop is closed")
    detail = _("The shop is closed at the moment.")


class OffShelf(Refused):
    code = "off-shelf"
    title = _("No longer for sale")
    detail = _("These goods are no longer for sale.")


class OutOfStock(Refused):
    code = "out-of-stock"
    title = _("Sold out")
    detail = _("There is not enough left in stock.")


GIFT_RULES = (
    NotCategorised,
    CategoryExcluded,
    PriceAboveLimit,
    GiftingOff,
    ShopSuspended,
    OffShelf,
    OutOfStock,
)
