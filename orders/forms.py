from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.forms import SavedAddressForm


class PriceShown(forms.Form):
    """The unit price travels with the form: one that changed meanwhile is refused and shown, not charged."""

    price_fen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def refuse(self, refusal):
        """Show why the order was refused; after a new price, the next submission agrees to that one."""
        self.add_error(None, f"{refusal.title} – {refusal.detail}")
        if fen := refusal.extra.get("price_fen"):
            self.data = self.data.copy()
            self.data["price_fen"] = fen


class BuyForm(PriceShown, SavedAddressForm):
    quantity = forms.IntegerField(
        min_value=1, max_value=settings.MAX_QUANTITY, initial=1, label=_("Quantity")
    )
    note = forms.CharField(required=False, max_length=200, label=_("Note to the shop"))

    field_order = ["quantity", "note", "saved"]

    def __init__(self, *args, price_fen, **kwargs):
        super().__init__(*args, initial={"price_fen": price_fen, "quantity": 1}, **kwargs)

    def purchase(self):
        names = ["quantity", "note", "price_fen"]
        return {name: self.cleaned_data[name] for name in names} | {"address": self.chosen_address()}
