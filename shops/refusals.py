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
