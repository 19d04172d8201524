from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.forms import SavedAddressForm
from gifts.acceptance import swaps
from gifts.covers import Cover
from gifts.refusals import BadGreeting
from gifts.sending import clean_greeting, contacts
from orders.forms import PriceShown


class SendForm(PriceShown):
    contact = forms.ModelChoiceField(
        None,
        required=False,
        blank=True,
        label=_("To"),
        empty_label=_("Whoever opens the link first"),
        widget=forms.RadioSelect,
    )
    greeting = forms.CharField(
        required=False,
        max_length=settings.GREETING_MAX_LENGTH,
        label=_("Greeting"),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "enterkeyhint": "done"}),
    )
    cover = forms.ChoiceField(choices=Cover, widget=forms.RadioSelect, label=_("Cover"))

    def __init__(self, *args, giver, price_fen, wishes, **kwargs):
        super().__init__(*args, initial={"price_fen": price_fen} | wishes, **kwargs)
        self.fields["contact"].queryset = contacts(giver)
        self.fields["greeting"].widget.attrs["placeholder"] = clean_greeting("")

    @property
    def covers(self):
        """(radio button, Cover): every cover with the one that chooses it."""
        return [(radio, Cover(radio.data["value"])) for radio in self["cover"]]

    @property
    def shown_cover(self):
        chosen = self["cover"].value()
        return Cover(chosen) if chosen in Cover.values else Cover.CLASSIC

    @property
    def shown_greeting(self):
        return self["greeting"].value() or clean_greeting("")

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
    """Which variant, and where to. Empty, `variant` keeps the one that the giver chose."""

    variant = forms.ModelChoiceField(None, required=False, label=_("Option"))

    def __init__(self, *args, line, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["variant"].queryset = swaps(line)

    @property
    def is_fresh(self):
        """Seen for the first time: neither sent back nor filled by the button `recognise`."""
        return not self.is_bound and self.pasted is None

    @cached_property
    def options(self):
        """What the gift can be changed for, with pictures."""
        pictures = ["picture", "product__pictures"]
        return list(self.fields["variant"].queryset.prefetch_related(*pictures))

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
