"""What sharing brought and cost a shop in a month, one by one: who shares, and the shop's own channels."""

from calendar import monthrange

from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giftshop import paging, sheets
from giftshop.money import plain_yuan
from orders.admin.books.asking import asked, status
from orders.admin.books.money import MonthForm
from sharers.admin.panel import WORDS, name_of
from sharers.figures import costs
from sharers.models import Sharer

PER_PAGE = 50


def page(request, site):
    form = asked(request, MonthForm, month=f"{localdate():%Y-%m}")
    context = {"form": form, "title": _("What sharing costs"), "opts": Sharer._meta}
    if form.is_valid():
        shop, first = form.cleaned_data["shop"], form.cleaned_data["month"]
        last = first.replace(day=monthrange(first.year, first.month)[1])
        if request.GET.get("format") == "csv":
            return sheets.answer(
                f"sharing-{shop.code}-{first:%Y-%m}.csv", _rows(costs.of([shop.pk], first, last))
            )
        number = paging.number_in(request.GET)
        told = costs.of([shop.pk], first, last, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
        context |= {
            "shop": shop,
            "month": first,
            "number": number,
            "more": number * PER_PAGE < told.count,
            "rows": [(WORDS[cost.kind], cost.owner, cost.figures) for cost in told.rows],
            "total": told.total,
        }
    context = site.each_context(request) | context
    return render(request, "sharers/admin/costs.html", context, status=status(form))


def _rows(told):
    yield [_("kind"), _("name"), _("visits"), _("not believed"), _("orders"), _("sales"), _("commission")]
    for cost in told.rows:
        figures = cost.figures
        counted = [figures[name] for name in ("visits", "capped", "orders")]
        money = [plain_yuan(figures[name]) for name in ("sales_fen", "commission_fen")]
        yield [WORDS[cost.kind], name_of(cost.owner), *counted, *money]
