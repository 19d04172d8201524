from django.utils.translation import gettext_lazy as _

from giftshop.refusals import Refused


class PaymentOver(Refused):
    """The payment is paid, closed, or its time is over: it takes no further attempt."""

    code = "payment-over"
    title = _("This payment is over")
    detail = _("It is already paid, was cancelled, or its time is up. Please look at the order.")


class ProviderSilent(Refused):
    """The provider did not answer, or not in a way that can be trusted. Trying again is safe."""

    code = "payment-provider-silent"
    title = _("The payment service does not answer")
    detail = _("Nothing was lost. Please try again in a moment.")


class ProviderDeclined(Refused):
    """The provider will not take this attempt."""

    code = "payment-provider-declined"
    title = _("The payment service declined")
    detail = _("Please try again, or another way of paying.")


class WayNotOffered(Refused):
    code = "payment-way-not-offered"
    status = 422
    title = _("This way of paying is not offered")
    detail = _("Please choose another one.")


class NotAbnormal(Refused):
    """Only a refund that the provider could not deliver is paid out by hand."""

    code = "refund-not-abnormal"
    title = _("This refund needs no hand")
    detail = _("Only a refund that the payment service could not deliver is paid out by hand, once.")


class EvidenceMissing(Refused):
    code = "evidence-missing"
    status = 422
    title = _("Evidence is missing")
    detail = _("Please say how and when the money was paid out, e.g. the number of the bank transfer.")
