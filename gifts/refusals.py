from django.utils.translation import gettext_lazy as _

from giftshop.refusals import Refused


class NotPaid(Refused):
    code = "gift-not-paid"
    title = _("This gift has not been sent yet")
    detail = _("It can be opened as soon as it is paid for.")


class Expired(Refused):
    code = "gift-expired"
    status = 410
    title = _("This gift was not accepted in time")
    detail = _("The time to accept it is over. The giver gets everything back.")


class AlreadyAccepted(Refused):
    code = "gift-accepted"
    status = 410
    title = _("This gift has been accepted")
    detail = _("Somebody has already accepted it. A gift can be accepted only once.")


class AlreadyDeclined(Refused):
    code = "gift-declined"
    status = 410
    title = _("This gift was declined")
    detail = _("It has gone back to the giver.")


class TakenBack(Refused):
    code = "gift-given-back"
    status = 410
    title = _("This gift is no longer available")
    detail = _("The shop cannot deliver it at the moment. It has gone back to the giver.")


class LinkReplaced(Refused):
    code = "link-not-valid"
    status = 404
    title = _("This link is not valid")
    detail = _("The giver may have replaced it. Please ask for the new link.")


class OwnGift(Refused):
    code = "own-gift"
    status = 403
    title = _("This is your own gift")
    detail = _("You cannot accept or decline a gift that you give. Send the link to a friend.")


class NotForYou(Refused):
    code = "not-for-you"
    status = 403
    title = _("This gift is for somebody else")
    detail = _(
        "It was sent to one person by name. If that is you, log in with the account that the giver knows."
    )


class LoginNeeded(Refused):
    code = "login-needed"
    status = 401
    title = _("Please log in")
    detail = _("This needs an account, so that nobody else can do it in your name.")


class SwapNotPossible(Refused):
    code = "swap-not-possible"
    title = _("This option cannot be chosen")
    detail = _(
        "A gift can be changed for another option of the same product at the same price, while it is in stock."
    )


class NotAContact(Refused):
    code = "not-a-contact"
    status = 422
    title = _("This person is not among your contacts")
    detail = _("You can name somebody with whom you have exchanged a gift. Otherwise send the link.")


class BadGreeting(Refused):
    code = "greeting-not-valid"
    status = 422
    title = _("This greeting is too long")
    detail = _("Please make it shorter, in plain characters.")


class CoverNotOffered(Refused):
    code = "cover-not-offered"
    status = 422
    title = _("This cover is not offered")
    detail = _(
        "Please choose another one: a shop's own covers are for its own goods, as long as it shows them."
    )


class TooManyCovers(Refused):
    code = "too-many-covers"
    title = _("Too many covers are shown")


REFUSALS_BY_STATE = {
    "unpaid": NotPaid,
    "cancelled": NotPaid,
    "accepted": AlreadyAccepted,
    "declined": AlreadyDeclined,
    "expired": Expired,
    "suspended": TakenBack,
}
