"""Rows that are looked at and changed by verbs alone: the form carries one out, and a refusal is said."""

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from giftshop.refusals import Refused
from shops.admin.scope import ALL_STAFF, ShopPage


class ByVerbs(ShopPage):
    """`groups` are titles and what is to be read below each; above them stands `verb_form(obj)`, a form with
    `carry_out(obj, by)`, for whoever may change the row.
    """

    actions = None
    seen_by = changed_by = ALL_STAFF
    groups = []

    def get_groups(self, request, obj):
        return self.groups

    def get_fieldsets(self, request, obj=None):
        verbs = list(self.verb_form(obj).base_fields) if self.has_change_permission(request, obj) else []
        head, *rest = self.get_groups(request, obj)
        groups = [head, (_("What to do"), verbs), *rest]
        shown = [(title, self._shown(names, request, obj)) for title, names in groups]
        return [(title, {"fields": names}) for title, names in shown if names]

    def get_fields(self, request, obj=None):
        return flatten_fieldsets(self.get_fieldsets(request, obj))

    def get_readonly_fields(self, request, obj=None):
        return [name for _title, names in self.groups for name in names]

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        try:
            form.carry_out(obj, request.user)
        except Refused as refusal:
            form.refused = True
            self.message_user(request, f"{refusal.title} – {refusal.detail}", messages.ERROR)

    def construct_change_message(self, request, form, formsets, add=False):
        request.refused = getattr(form, "refused", False)
        return super().construct_change_message(request, form, formsets, add=add)

    def log_change(self, request, obj, message):
        refused = getattr(request, "refused", False)
        return None if refused else super().log_change(request, obj, message)

    def response_change(self, request, obj):
        return redirect(request.path) if request.refused else super().response_change(request, obj)
