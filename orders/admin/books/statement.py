"""A shop's statement of a day, to read and as a file."""

from datetime import date

from django import forms
from django.shortcuts import render
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextInputWidget

from giftshop import sheets
from giftshop.money import plain_yuan
from orders.admin.books.asking import WITHIN, ShopForm, asked, status
from orders.books import statement as statements
from orders.models import Order


class StatementForm(ShopForm):
    day = forms.DateField(
        label=gettext_lazy("Day"),
        validators=WITHIN,
        widget=UnfoldAdminTextInputWidget(attrs={"type": "date"}),
    )


def page(request, site):
    form = asked(request, StatementForm, day=localdate().isoformat())
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
    context = site.each_context(request) | context
    return render(request, "orders/admin/statement.html", context, status=status(form))


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
