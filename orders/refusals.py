from django.utils.translation import gettext_lazy as _

from giftshop.refusals import Refused


class NotForSale(Refused):
    code = "not-for-sale"
    title = _("This is not for sale right now")
    detail = _("There is no such product any more.")


class PriceChanged(Refused):
    code = "price-changed"
    title = _("The price has changed")
    detail = _("Please look at the new price before you pay. Nothing was ordered.")


class TooMany(Refused):
    code = "quantity-not-allowed"
    status = 422
    title = _("This quantity is not possible")
    detail = _("Please choose a smaller quantity.")


class NotDelivered(Refused):
    code = "not-delivered-there"
    status = 422
    title = _("The shop does not deliver there")
    detail = _("Please choose an address in another province.")


class AddressLocked(Refused):
    code = "address-locked"
    title = _("The address cannot be changed yet")
    detail = _("For some time after a gift is accepted the shop may already be packing it.")


class WrongTracking(Refused):
    code = "tracking-not-valid"
    status = 422
    title = _("This tracking number does not look right")
    detail = _("Please check the carrier and the number on the slip.")


class ParcelOnTheWay(Refused):
    code = "parcel-on-the-way"
    title = _("A parcel for you has not been shipped yet")
    detail = _("The shop still needs your address. Please come back when the parcel is on its way.")
