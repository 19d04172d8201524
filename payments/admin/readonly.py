"""Money moves by verbs: in the admin the operator looks."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from giftshop.counter.base import Page, ReadOnly, Rows
from giftshop.money import yuan


class Amounts(ReadOnly):
    @admin.display(description=gettext_lazy("amount"))
    def amount(self, row):
        return yuan(row.amount_fen)


class MoneyPage(Amounts, Page):
    pass


class MoneyRows(Amounts, Rows):
    def get_readonly_fields(self, request, obj=None):
        return self.fields
