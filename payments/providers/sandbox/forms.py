from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from payments.providers.sandbox.models import SandboxTrade

AFTER_CLOSING = "after_closing"
TELLING = {
    "0": _("at once"),
    "10": _("after 10 seconds"),
    "120": _("after 2 minutes"),
    AFTER_CLOSING: _("only after the shop has closed the payment"),
}


class CashierForm(forms.Form):
    """How the pretend bank shall behave."""

    telling = forms.ChoiceField(label=_("The shop hears of the payment"), choices=TELLING.items())
    twice = forms.BooleanField(label=_("It hears of it twice"), required=False)
    refunds_go = forms.ChoiceField(label=_("Refunds are"), choices=SandboxTrade.Refunds)

    def behaviour(self):
        """The arguments of `bank.pay`."""
        telling = self.cleaned_data["telling"]
        late = telling == AFTER_CLOSING
        return {
            "told_after": timedelta(seconds=0 if late else int(telling)),
            "only_after_closing": late,
            "copies": 2 if self.cleaned_data["twice"] else 1,
            "refunds_go": self.cleaned_data["refunds_go"],
        }
