"""What the operator does when money is stuck, by the provider's word for it."""

from django.utils.translation import gettext_lazy as _

ADVICE = {
    "": "",
    "UNKNOWN": _(
        "The provider gave no answer. It is asked again by itself under the same number: nothing to do."
    ),
    "NOT_ENOUGH": _(
        "The merchant's account at the provider holds too little. Ask the merchant to pay in; the refund is asked "
        "for again by itself every half hour, under the same number."
    ),
    "ABNORMAL": _(
        "The payer's card or account is gone. Agree with the payer where the money shall go, transfer it by bank, "
        "and record it with “Pay out by hand”."
    ),
    "CLOSED": _("The provider closed this number for good. A new one goes out by itself: nothing to do."),
    "NO_MERCHANT": _("The shop has no number at the provider. Enter it on the shop's page."),
    "NO_AUTH": _("The platform may not do this for the merchant. Let the merchant grant it at the provider."),
    "RULE_LIMIT": _(
        "More than the merchant allows to be split. Raise the limit at the provider, at most 30 %."
    ),
}
OTHER = _(
    "The provider refuses. Look its word up in the provider's documents; it is asked again every half hour."
)


def advice(error):
    return ADVICE.get(error, OTHER)
