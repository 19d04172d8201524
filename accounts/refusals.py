from django.utils.translation import gettext_lazy as _

from giftshop.refusals import Refused


class TooManyAttempts(Refused):
    """`extra["retry_after"]`: seconds until the next attempt is counted anew."""

    code = "too-many-attempts"
    status = 429
    title = _("Too many attempts")
    detail = _("Please wait a moment and try again.")


class AddressBookFull(Refused):
    code = "address-book-full"
    title = _("The address book is full")
    detail = _("Please delete an address that is no longer needed.")


class OperatorsStay(Refused):
    """Somebody must be left who can run the shop: an operator is first made an ordinary user."""

    code = "operators-stay"
    title = _("Operators cannot delete their account")
    detail = _("Another operator has to take away your rights first.")
