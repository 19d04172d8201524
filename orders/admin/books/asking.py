"""Whose money may be read, and the form that asks for a shop."""

from datetime import date

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from shops.models import Shop, Staff

WITHIN = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2999, 1, 1))]  # calendars end somewhere


class ShopForm(forms.Form):
    shop = forms.ModelChoiceField(Shop.objects.none(), label=_("Shop"), widget=UnfoldAdminSelectWidget)

    def __init__(self, *args, shops, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shop"].queryset = shops


def shops(user):
    """Whose statements `user` may read."""
    owned = Q(staff__user=user, staff__role=Staff.OWNER)
    return Shop.objects.all() if user.is_superuser else Shop.objects.filter(owned).distinct()


def asked(request, form, **usual):
    """`form`, filled with what the address says and `usual` where it says nothing; without a shop with the first.

    Raises PermissionDenied for whoever owns none.
    """
    own = shops(request.user)
    first = own.first()
    if first is None:
        raise PermissionDenied
    return form({"shop": first.pk} | usual | request.GET.dict(), shops=own)


def status(form):
    return 200 if form.is_valid() else 400
