from itertools import groupby

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.forms import SavedAddressForm
from gifts.acceptance import swaps
from gifts.covers import Cover
from gifts.models import ShopCover
from gifts.refusals import BadGreeting, CoverNotOffered
from gifts.sending import clean_greeting, contacts
from orders.forms import PriceShown


class SendForm(PriceShown):
    contact = forms.ModelChoiceField(
        None,
        required=False,
        blank=True,
        label=_("Gift for"),
        empty_label=_("Whoever opens the link first"),
        widget=forms.RadioSelect,
    )
    greeting = forms.CharField(
        required=False,
        max_length=settings.GREETING_MAX_LENGTH,
        label=_("Greeting"),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "enterkeyhint": "done"}),
    )
    cover = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=_("Cover"),
        error_messages={"invalid_choice": CoverNotOffered.detail},
    )

    def __init__(self, *args, giver, covers, price_fen, wishes, **kwargs):
        super().__init__(*args, initial={"price_fen": price_fen} | wishes, **kwargs)
        self.offered = {cover.code: cover for cover in covers}
        self.fields["cover"].choices = [(cover.code, cover.label) for cover in covers]
        self.fields["contact"].queryset = contacts(giver)
        self.fields["greeting"].widget.attrs["placeholder"] = clean_greeting("")

    @property
    def covers(self):
        """(whether the shop's own, [(radio button, cover), …]): every cover with the button that chooses it."""
        buttons = [(radio, self.offered[radio.data["value"]]) for radio in self["cover"]]
        groups = groupby(buttons, lambda button: isinstance(button[1], ShopCover))
        return [(own, list(buttons)) for own, buttons in groups]

    @property
    def shown_cover(self):
        return self.offered.get(self["cover"].value(), Cover.CLASSIC)

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
