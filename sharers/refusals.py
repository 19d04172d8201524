from django.utils.translation import gettext_lazy as _

from giftshop.refusals import Refused


class AlreadyBound(Refused):
    code = "already-bound"
    title = _("This person already shares for the shop")


class NoPlaceLeft(Refused):
    code = "no-place-left"
    title = _("This shop has as many sharers as it may have")
    detail = _("A place is free again once the shop has unbound somebody.")


class BoundTooShort(Refused):
    code = "bound-too-short"
    title = _("It is too early to unbind this sharer")
    detail = _("A sharer who was bound less than a day ago cannot be unbound yet.")


class InvitationFull(Refused):
    code = "invitation-full"
    status = 410
    title = _("This invitation has been accepted")
    detail = _("As many people have accepted it as were invited. Ask the shop for a new one.")


class SharingSuspended(Refused):
    code = "sharing-suspended"
    status = 403
    title = _("You cannot share at present")
    detail = _("The operator has suspended this. What you have earned stays yours and can be withdrawn.")


class NotShared(Refused):
    code = "not-shared"
    status = 403
    title = _("You cannot share this")
    detail = _("You do not share for this shop, and it does not work with promoters.")


class NoSuchSlot(Refused):
    code = "no-such-slot"
    status = 404
    title = _("Your showcase does not have this slot yet")
    detail = _("More slots come with influence.")


class SlotLocked(Refused):
    """`until` in the extras: from when on it may be changed, UTC."""

    code = "slot-locked"
    title = _("This slot cannot be changed yet")
    detail = _("A slot stays as it is for some days after a change.")


class AlreadyInShowcase(Refused):
    code = "already-in-showcase"
    title = _("This product already stands in your showcase")


class NotToShow(Refused):
    code = "not-to-show"
    title = _("This product is not on sale")
    detail = _("Only what friends can buy is put into a showcase.")


class CommissionOutstanding(Refused):
    code = "commission-outstanding"
    title = _("There is commission that has not been paid to you")
    detail = _(
        "Your account can be deleted once nothing is pending and everything settled has been withdrawn, or "
        "once you have given it up: see “Commission” above."
    )


class WithdrawalOpen(Refused):
    code = "withdrawal-open"
    title = _("A withdrawal is on its way already")
    detail = _("Please wait until it has ended.")


class NotEnoughCommission(Refused):
    code = "not-enough-commission"
    title = _("There is not that much to withdraw")
    detail = _("Only commission that is settled can be withdrawn.")


class AmountOutOfBounds(Refused):
    code = "withdrawal-amount"
    status = 422
    title = _("This amount cannot be withdrawn")
    detail = _("It is less than the least, or more than the most, that is withdrawn at once.")


class NameNeeded(Refused):
    code = "withdrawal-name"
    status = 422
    title = _("Your name is needed")
    detail = _("For an amount as large as this the payment service asks for your name.")


class NothingToWaive(Refused):
    code = "nothing-to-waive"
    title = _("There is no commission to give up")
