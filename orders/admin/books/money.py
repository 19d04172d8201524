"""What is held, what is on its way, and a month of what was divided: every figure leads to its lines."""

from django import forms
from django.conf import settings
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextInputWidget

from giftshop import sheets
from giftshop.money import plain_yuan
from orders.admin.books.asking import WITHIN, ShopForm, asked, status
from orders.books import account, held, month, moving
from orders.models import Order


class MonthForm(ShopForm):
    month = forms.DateField(
        label=gettext_lazy("Month"),
        input_formats=["%Y-%m"],
        validators=WITHIN,
        widget=UnfoldAdminTextInputWidget(attrs={"type": "month"}),
    )


def page(request, site):
    form = asked(request, MonthForm, month=f"{localdate():%Y-%m}")
    context = {"form": form, "title": _("Funds"), "opts": Order._meta}
    if form.is_valid():
        shop, first = form.cleaned_data["shop"], form.cleaned_data["month"]
        days = month.of(shop, first)
        if request.GET.get("format") == "csv":
            return sheets.answer(f"{shop.code}-{first:%Y-%m}.csv", _rows(days))
        context |= _now(shop) | {
            "shop": shop,
            "month": first,
            "columns": month.COLUMNS.values(),
            "days": [(day, _named(day.figures)) for day in days],
            "total": _named(month.total(days)),
        }
    context = site.each_context(request) | context
    return render(request, "orders/admin/money.html", context, status=status(form))


def _named(figures):
    return [(words, figures[name]) for name, words in month.COLUMNS.items()]


def _now(shop):
    groups = held.of(shop)
    waiting = [group for group in groups if group.waits != held.KEPT]  # what is kept back is divided already
    payable, receivable = account.balances(shop)
    return {
        "groups": groups,
        "held_fen": sum(group.fen for group in waiting),
        "held_orders": sum(group.orders for group in waiting),
        "payable_fen": payable,
        "receivable_fen": receivable,
        "back_fen": moving.owed_back(shop),
        "release_days": settings.RELEASE_AFTER.days,
        "confirm_days": settings.CONFIRM_AFTER.days,
    }


def _rows(days):
    yield [_("day"), *month.COLUMNS.values(), _("balance")]
    for day in days:
        yield [day.day.isoformat(), *map(plain_yuan, day.figures.values()), plain_yuan(day.balance_fen)]
    yield [_("Total"), *map(plain_yuan, month.total(days).values()), ""]
