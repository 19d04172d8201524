from django.utils.translation import gettext_lazy as _

from giftshop.refusals import Refused


class AlreadyBound(Refused):
    code = "already-bound"
    title = _("This person already shares for the shop")


class BoundTooShort(Refused):
    code = "bound-too-short"
    title = _("It is too early to unbind this sharer")
    detail = _("A sharer who was bound less than a day ago cannot be unbound yet.")


class CommissionOutstanding(Refused):
    code = "commission-outstanding"
    title = _("There is commission that has not been paid to you")
    detail = _(
        "Your account can be deleted once nothing is pending and everything settled has been paid out."
    )
