"""Rows that are looked at and changed by verbs alone: the form carries one out, and a refusal is said."""

from django.contrib import admin, messages

from giftshop.refusals import Refused
from shops.admin import OwnShopsOnly


class ByVerbs(OwnShopsOnly, admin.ModelAdmin):
    """`shown` and `dates` are read only; below them stands `verb_form(obj)`, a form with `carry_out(obj, by)`, for
    whoever may change the row.
    """

    actions = None
    shown = dates = ()

    def get_fields(self, request, obj=None):
        verbs = list(self.verb_form(obj).base_fields) if self.has_change_permission(request, obj) else []
        return [*self.shown, *self.dates, *verbs]

    def get_readonly_fields(self, request, obj=None):
        return [*self.shown, *self.dates]

    def save_model(self, request, obj, form, change):
        try:
            form.carry_out(obj, request.user)
        except Refused as refusal:
            self.message_user(request, f"{refusal.title} – {refusal.detail}", messages.ERROR)

    def has_add_permission(self, request):
        return False
