"""A shop's statement of a day, to read and as a file. For its owners and the operator."""

import csv
from datetime import date

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders import statements
from shops.models import Shop, Staff


class StatementForm(forms.Form):
    shop = forms.ModelChoiceField(Shop.objects.none(), label=gettext_lazy("Shop"))
    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, shops, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shop"].queryset = shops


def page(request, site):
    """GET alone: it changes nothing."""
    shops = _shops(request.user)
    if not shops.exists():
        raise PermissionDenied
    asked = {"shop": shops.first().pk, "day": localdate().isoformat()} | request.GET.dict()
    form = StatementForm(asked, shops=shops)
    context = {"form": form, "title": _("Statement"), "columns": statements.COLUMNS.values()}
    if form.is_valid():
        shop, day = form.cleaned_data["shop"], form.cleaned_data["day"]
        statement = context["statement"] = statements.of(shop, day)
        if request.GET.get("format") == "csv":
            return _file(statement, shop, day)
    status = 200 if form.is_valid() else 400
    return render(request, "orders/admin/statement.html", site.each_context(request) | context, status=status)


def _shops(user):
    owned = Q(staff__user=user, staff__role=Staff.OWNER)
    return Shop.objects.all() if user.is_superuser else Shop.objects.filter(owned).distinct()


def _file(statement, shop, day: date):
    name = f"{shop.code}-{day.isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
    sheet = csv.writer(answer)
    sheet.writerow(
        [_("time"), _("what"), _("order"), *statements.COLUMNS.values(), _("to you"), _("balance")]
    )
    sheet.writerow(["", _("Opening balance"), *[""] * 7, _yuan(statement.opening_fen)])
    for line in statement.lines:
        parts = [_yuan(line.parts[name]) if line.parts else "" for name in statements.COLUMNS]
        at = localtime(line.at).isoformat(sep=" ", timespec="seconds")
        sheet.writerow([at, line.words, line.order_number, *parts, _yuan(line.fen), _yuan(line.balance_fen)])
    sheet.writerow(["", _("Closing balance"), *[""] * 7, _yuan(statement.closing_fen)])
    return answer


def _yuan(fen):
    """`-1234` → `-12.34`, as a spreadsheet reads it."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100}.{fen % 100:02}"
