"""What a shop refuses, and why: to sell something, to send it as a gift, to open, to change who works in it.

GIFT_RULES is the order in which a shopper is told.
"""

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


class ShopNotOpen(Refused):
    code = "shop-not-open"
    title = _("This shop has not opened yet")
    detail = _("It is still being set up.")


class ShopClosed(Refused):
    """The detail is in the shop's own words, if it has said any."""

    code = "shop-closed"
    title = _("This shop takes a break")
    detail = _("It takes no orders at the moment. What has been paid goes on as always.")


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
    ShopNotOpen,
    ShopSuspended,
    ShopClosed,
    OffShelf,
    OutOfStock,
)


class HandleTaken(Refused):
    code = "handle-taken"
    title = _("Another product of the shop has this handle")


class SkuTaken(Refused):
    """`sku` is the one that is taken."""

    code = "sku-taken"
    title = _("Another variant of the shop has this SKU")


class SkuUnclear(Refused):
    """`variants` are the ids of those that have it."""

    code = "sku-unclear"
    title = _("Several variants have this SKU")
    detail = _("Please name the variant by its id, or give each an SKU of its own.")


class VariantUnknown(Refused):
    code = "variant-unknown"
    status = 404
    title = _("The shop has no such variant")


class VariantExists(Refused):
    code = "variant-exists"
    title = _("The product has a variant with these option values already")


class OptionsNotFitting(Refused):
    code = "options-not-fitting"
    status = 422
    title = _("The options and their values do not fit")
    detail = _("Every variant has one value for each of the product's options.")


class StockChanged(Refused):
    """`stock` is what is there now."""

    code = "stock-changed"
    title = _("The stock has changed in the meantime")
    detail = _("Somebody has bought or counted since. Please look at the stock and count again.")


class StockTooHigh(Refused):
    code = "stock-too-high"
    title = _("This is more stock than can be kept")


class PictureNotValid(Refused):
    """The detail says what is wrong with it."""

    code = "picture-not-valid"
    status = 422
    title = _("This picture cannot be used")


class ShopNotReady(Refused):
    """The detail names what is missing."""

    code = "shop-not-ready"
    title = _("Something that shoppers need is still missing")


class ReasonMissing(Refused):
    code = "reason-missing"
    title = _("Please say why")
    detail = _("The owners read it, and know what is still to be done.")


class InvitationUnknown(Refused):
    code = "invitation-unknown"
    status = 404
    title = _("This invitation is not valid")
    detail = _("The link may be incomplete. Please open it again from the message, or ask for a new one.")


class InvitationUsed(Refused):
    code = "invitation-used"
    status = 410
    title = _("This invitation has been accepted")
    detail = _("An invitation is for one person, once. If it was not you, ask the shop's owner.")


class InvitationWithdrawn(Refused):
    code = "invitation-withdrawn"
    status = 410
    title = _("This invitation was withdrawn")
    detail = _("The shop has taken it back. Ask the shop's owner whether this was intended.")


class InvitationExpired(Refused):
    code = "invitation-expired"
    status = 410
    title = _("This invitation has expired")
    detail = _("It was not accepted in time. Ask the shop's owner for a new one.")


class AlreadyStaff(Refused):
    code = "already-staff"
    title = _("You work in this shop already")
    detail = _("The invitation stays open for somebody else.")


class TooManyInvitations(Refused):
    """The detail says how many are open."""

    code = "too-many-invitations"
    title = _("Too many open invitations")


class LastOwner(Refused):
    code = "last-owner"
    title = _("A shop needs an owner")
    detail = _("This is the only owner. Invite another one first, or ask the operator.")


class OwnRole(Refused):
    code = "own-role"
    title = _("Nobody changes their own role")
    detail = _("Ask another owner, or the operator.")
