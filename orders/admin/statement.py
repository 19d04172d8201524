"""A shop's statement of a day, to read and as a file. For its owners and the operator."""

from datetime import date

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import render
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from giftshop import sheets
from giftshop.money import plain_yuan
from orders import statements
from orders.models import Order
from shops.models import Shop, Staff


class StatementForm(forms.Form):
    shop = forms.ModelChoiceField(
        Shop.objects.none(), label=gettext_lazy("Shop"), widget=UnfoldAdminSelectWidget
    )
    day = forms.DateField(
        label=gettext_lazy("Day"), widget=UnfoldAdminTextInputWidget(attrs={"type": "date"})
    )

    def __init__(self, *args, shops, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shop"].queryset = shops


def page(request, site):
    """GET alone: it changes nothing."""
    own = shops(request.user)
    if not own.exists():
        raise PermissionDenied
    asked = {"shop": own.first().pk, "day": localdate().isoformat()} | request.GET.dict()
    form = StatementForm(asked, shops=own)
    context = {
        "form": form,
        "title": _("Statement"),
        "columns": statements.COLUMNS.values(),
        "opts": Order._meta,
        "sees_journals": request.user.is_superuser,
    }
    if form.is_valid():
        shop, day = form.cleaned_data["shop"], form.cleaned_data["day"]
        statement = context["statement"] = statements.of(shop, day)
        if request.GET.get("format") == "csv":
            return _file(statement, shop, day)
    status = 200 if form.is_valid() else 400
    return render(request, "orders/admin/statement.html", site.each_context(request) | context, status=status)


def shops(user):
    """Whose statements `user` may read."""
    owned = Q(staff__user=user, staff__role=Staff.OWNER)
    return Shop.objects.all() if user.is_superuser else Shop.objects.filter(owned).distinct()


def _file(statement, shop, day: date):
    return sheets.answer(f"{shop.code}-{day.isoformat()}.csv", _rows(statement))


def _rows(statement):
    yield [_("time"), _("what"), _("order"), *statements.COLUMNS.values(), _("to you"), _("balance")]
    yield ["", _("Opening balance"), *[""] * 7, plain_yuan(statement.opening_fen)]
    for line in statement.lines:
        parts = [plain_yuan(line.parts[name]) if line.parts else "" for name in statements.COLUMNS]
        at = localtime(line.at).isoformat(sep=" ", timespec="seconds")
        yield [at, line.words, line.order_number, *parts, plain_yuan(line.fen), plain_yuan(line.balance_fen)]
    yield ["", _("Closing balance"), *[""] * 7, plain_yuan(statement.closing_fen)]
