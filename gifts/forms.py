from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.forms import SavedAddressForm
from gifts.acceptance import swaps
from gifts.covers import Cover
from gifts.refusals import BadGreeting
from gifts.sending import clean_greeting, contacts
from orders.forms import PriceShown


class SendForm(PriceShown):
    contact = forms.ModelChoiceField(
        None, required=False, label=_("To"), empty_label=_("Whoever opens the link first")
    )
    greeting = forms.CharField(required=False, max_length=settings.GREETING_MAX_LENGTH, label=_("Greeting"))
    cover = forms.ChoiceField(
        choices=Cover, initial=Cover.CLASSIC, widget=forms.RadioSelect, label=_("Cover")
    )

    def __init__(self, *args, giver, price_fen, **kwargs):
        super().__init__(*args, initial={"price_fen": price_fen, "cover": Cover.CLASSIC}, **kwargs)
        self.fields["contact"].queryset = contacts(giver)
        self.fields["contact"].label_from_instance = lambda user: user.nickname
        self.fields["greeting"].widget.attrs["placeholder"] = clean_greeting("")

    def clean_greeting(self):
        try:
            return clean_greeting(self.cleaned_data["greeting"])
        except BadGreeting as refusal:
            raise forms.ValidationError(refusal.detail) from None

    def wishes(self):
        wishes = dict(self.cleaned_data)
        contact = wishes.pop("contact")
        return wishes | {"contact_id": contact and contact.pk}


class AcceptanceForm(SavedAddressForm):
    """Which variant, and where to."""

    variant = forms.ModelChoiceField(None, required=False, label=_("Option"), empty_label=None)

    field_order = ["variant", "saved"]

    def __init__(self, *args, line, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["variant"].queryset = swaps(line)
        self.fields["variant"].empty_label = line.variant_name
        self.fields["variant"].label_from_instance = lambda variant: variant.name

    def acceptance(self):
        variant = self.cleaned_data["variant"]
        return {"variant_id": variant and variant.pk, "address": self.chosen_address()}


class DeclineForm(forms.Form):
    word = forms.CharField(
        required=False,
        max_length=60,
        label=_("A word to the giver"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
