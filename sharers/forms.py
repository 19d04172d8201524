from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from sharers.models import Sharer


class BindForm(forms.ModelForm):
    """Staff know a person by the e-mail address they were told, and are shown the nickname afterwards."""

    email = forms.EmailField(label=_("E-mail address of the person"))

    class Meta:
        model = Sharer
        fields = ["shop", "rate_bps"]

    field_order = ["shop", "email", "rate_bps"]

    def clean_email(self):
        email = User.objects.normalize_email(self.cleaned_data["email"])
        self.user = User.objects.filter(email=email, is_active=True).first()
        if self.user is None:
            raise forms.ValidationError(_("Nobody has an account with this address."))
        return email

    def clean(self):
        data = super().clean()
        if {"shop", "email"} <= set(data) and self.user.sharer_for.active().filter(
            shop=data["shop"]
        ).exists():
            self.add_error("email", _("This person already shares for the shop."))
        return data

    def bind(self):
        data = self.cleaned_data
        return Sharer.objects.bind(shop=data["shop"], user=self.user, rate_bps=data["rate_bps"])
