"""Money moves by verbs: in the admin the operator looks."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from giftshop.counter.base import Page, ReadOnly, Rows
from giftshop.money import yuan


class Amounts(ReadOnly):
    @admin.display(description=gettext_lazy("number"))
    def number(self, row):
        return row.number

    @admin.display(description=gettext_lazy("subject"))
    def about(self, row):
        """With a link where it is an order."""
        kind, _, pk = row.subject.partition(":")
        if kind != "order":
            return row.subject
        url = reverse("admin:orders_order_change", args=[pk])
        return format_html('<a class="text-link" href="{}">{}</a>', url, row.subject)

    @admin.display(description=gettext_lazy("amount"))
    def amount(self, row):
        return yuan(row.amount_fen)


class MoneyPage(Amounts, Page):
    pass


class MoneyRows(Amounts, Rows):
    def get_readonly_fields(self, request, obj=None):
        return self.fields
