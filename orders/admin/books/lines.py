"""The lines of a figure: order by order, or movement by movement, page by page and as a file."""

from dataclasses import dataclass

from django import forms
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giftshop import sheets
from giftshop.money import plain_yuan, yuan
from giftshop.paging import number_in, page_of
from orders.admin.books.asking import ShopForm, asked, status
from orders.books import held, moving
from orders.models import Order


@dataclass(frozen=True)
class Fen:
    """An amount among a line's cells: people and spreadsheets read it differently."""

    amount: int

    def __str__(self):
        return yuan(self.amount)


@dataclass(frozen=True)
class Line:
    order: Order
    cells: list


class Held:
    title = gettext_lazy("Held for orders")
    columns = [
        gettext_lazy("state"),
        gettext_lazy("paid"),
        gettext_lazy("held"),
        gettext_lazy("waits"),
        gettext_lazy("divided on"),
    ]

    @staticmethod
    def rows(asked):
        lines = held.lines(asked["shop"], asked["waits"])
        return lines.filter(divided_on=asked["on"]) if asked["on"] else lines

    @staticmethod
    def lines(orders):
        for order in orders:
            words = held.WAITS[order.waits]
            amounts = [Fen(order.total_fen), Fen(order.fen)]
            yield Line(order, [order.get_state_display(), *amounts, words, order.divided_on or "–"])


class Moving:
    """Rows that name their order as a `subject`."""

    @classmethod
    def lines(cls, rows):
        rows = list(rows)
        orders = Order.objects.by_subject(row.subject for row in rows)
        for row in rows:
            yield Line(orders[row.subject], cls.cells(row))


class Payouts(Moving):
    title = gettext_lazy("On its way to your account")
    columns = [
        gettext_lazy("number"),
        gettext_lazy("to you"),
        gettext_lazy("state"),
        gettext_lazy("since"),
    ]

    @staticmethod
    def rows(asked):
        return moving.payouts(asked["shop"])

    @staticmethod
    def cells(split):
        return [split.number, Fen(split.merchant_fen), split.get_state_display(), localdate(split.created_at)]


class Back(Moving):
    title = gettext_lazy("On its way back to buyers")
    columns = [
        gettext_lazy("number"),
        gettext_lazy("amount"),
        gettext_lazy("of your own account"),
        gettext_lazy("state"),
        gettext_lazy("since"),
        gettext_lazy("hint"),
    ]

    @staticmethod
    def rows(asked):
        return moving.refunds(asked["shop"])

    @staticmethod
    def cells(refund):
        amounts = [Fen(refund.amount_fen), Fen(refund.merchant_fen)]
        lacking = refund.last_error == "NOT_ENOUGH"
        hint = _("Your account at the provider holds too little: please pay in.") if lacking else ""
        return [refund.number, *amounts, refund.get_state_display(), localdate(refund.created_at), hint]


TABLES = {"held": Held, "payouts": Payouts, "back": Back}


class LinesForm(ShopForm):
    of = forms.ChoiceField(
        label=gettext_lazy("Lines of"), choices=[(key, it.title) for key, it in TABLES.items()]
    )
    waits = forms.ChoiceField(choices=held.WAITS.items(), required=False)
    on = forms.DateField(required=False)


def page(request, site):
    form = asked(request, LinesForm, of="held")
    context = {"form": form, "title": _("Funds"), "opts": Order._meta}
    if form.is_valid():
        table = TABLES[form.cleaned_data["of"]]
        rows = table.rows(form.cleaned_data)
        if request.GET.get("format") == "csv":
            return sheets.answer(
                f"{form.cleaned_data['shop'].code}-{form.cleaned_data['of']}.csv", _file(table, rows)
            )
        found = page_of(rows, number_in(request.GET))
        lines = [
            (line.order, list(zip(table.columns, line.cells, strict=True))) for line in table.lines(found)
        ]
        context |= {"title": table.title, "table": table, "page": found, "lines": lines}
    context = site.each_context(request) | context
    return render(request, "orders/admin/lines.html", context, status=status(form))


def _file(table, rows):
    yield [_("order"), *table.columns]
    for line in table.lines(rows):
        cells = [plain_yuan(cell.amount) if isinstance(cell, Fen) else cell for cell in line.cells]
        yield [line.order.number, *cells]
