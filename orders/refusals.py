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


class FileNotRead(Refused):
    code = "file-not-read"
    status = 422
    title = _("This file cannot be read")


class ParcelOnTheWay(Refused):
    code = "parcel-on-the-way"
    title = _("A parcel for you has not been shipped yet")
    detail = _("The shop still needs your address. Please come back when the parcel is on its way.")


class AfterSaleNotPossible(Refused):
    code = "after-sale-not-possible"
    title = _("There is no after-sale here")
    detail = _("It begins once the order is paid, and for a gift once it is accepted.")


class AfterSaleNotYet(Refused):
    code = "after-sale-not-yet"
    title = _("This is not possible yet")
    detail = _("For some time after a gift is accepted nothing about it can be changed.")


class AfterSaleOver(Refused):
    code = "after-sale-over"
    title = _("The time for after-sale is over")
    detail = _("The order is complete and the shop has its money. Please ask the shop itself.")


class AfterSaleOpen(Refused):
    code = "after-sale-open"
    title = _("There is a request already")
    detail = _("One at a time: please wait for its end, or withdraw it.")


class TooManyAfterSales(Refused):
    code = "after-sale-too-many"
    title = _("There were too many requests for this order")
    detail = _("Please ask the shop itself.")


class TooManyRefunds(Refused):
    code = "refunded-too-often"
    title = _("This order was refunded too often")
    detail = _("Please give the rest back in some other way.")


class NoReturns(Refused):
    code = "return-not-possible"
    status = 422
    title = _("Nothing can be sent back here")
    detail = _("It was not shipped yet, or the shop takes nothing back. You can ask for the money.")


class AmountNotPossible(Refused):
    code = "amount-not-possible"
    status = 422
    title = _("This amount cannot be paid back")
    detail = _(
        "It is more than what is left of the order, or nothing. Before shipping it is always all of it."
    )


class AfterSaleTooLate(Refused):
    code = "after-sale-too-late"
    title = _("The time for this has run out")
    detail = _("Please reload the page and look at the current state.")


class WordsMissing(Refused):
    code = "words-missing"
    status = 422
    title = _("A few words are needed")
    detail = _("Please say why.")


class NotOverdue(Refused):
    code = "not-overdue"
    title = _("Shipping is not overdue")
    detail = _("You can take your money back by yourself once the shop is long overdue.")


class NotReleased(Refused):
    code = "not-released"
    title = _("This cannot be given back here")
    detail = _(
        "Before the money is divided there is after-sale; afterwards no more than is left of the goods."
    )
