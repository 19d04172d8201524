from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.lines import validate_line
from giftshop.money import parse_yuan, plain_yuan, yuan
from payments.providers.base import NAMED_FROM_FEN


class WithdrawalForm(forms.Form):
    """How much, all that can be by default, and from NAMED_FROM_FEN on for whom."""

    amount = forms.CharField(
        label=gettext_lazy("Amount in yuan"),
        max_length=16,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name, as in your account at the payment service"),
        max_length=30,
        required=False,
        validators=[validate_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, balance_fen, *args, **kwargs):
        self.most_fen = min(balance_fen, settings.WITHDRAWAL_MAX_FEN)
        super().__init__(*args, initial={"amount": plain_yuan(self.most_fen)}, **kwargs)
        if self.most_fen < NAMED_FROM_FEN:
            del self.fields["name"]
        else:
            least = _("Needed from %(amount)s on. It is forgotten when the money has arrived.")
            self.fields["name"].help_text = least % {"amount": yuan(NAMED_FROM_FEN)}

    def clean_amount(self):
        try:
            fen = parse_yuan(self.cleaned_data["amount"])
        except ValueError:
            raise forms.ValidationError(_("Enter an amount in yuan, such as 88 or 12.50.")) from None
        if not settings.WITHDRAWAL_MIN_FEN <= fen <= self.most_fen:
            bounds = {"low": yuan(settings.WITHDRAWAL_MIN_FEN), "high": yuan(self.most_fen)}
            raise forms.ValidationError(_("From %(low)s to %(high)s can be withdrawn.") % bounds)
        return fen

    def clean(self):
        data = super().clean()
        if data.get("amount", 0) >= NAMED_FROM_FEN and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("For this amount the payment service asks for your name."))
        return data


class WaiverForm(forms.Form):
    sure = forms.BooleanField(label=gettext_lazy("I give up this commission for good."))
