"""What a provider's bill says differently, and how the operator resolved it."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from payments import reconciliation
from payments.admin.readonly import MoneyPage
from payments.models import Difference, Reconciliation


class ResolutionForm(forms.ModelForm):
    resolution = forms.CharField(
        label=_("Resolution"),
        max_length=500,
        help_text=_(
            "What it was, and what was done about it, with the number of the transfer if money moved."
        ),
    )

    class Meta:
        model = Difference
        fields = []


@admin.register(Difference)
class DifferenceAdmin(MoneyPage):
    form = ResolutionForm
    list_display = [
        "day",
        "provider",
        "what",
        "number",
        "kind",
        "ours_fen",
        "theirs_fen",
        "found_at",
        "resolved_at",
    ]
    list_filter = [("resolved_at", admin.EmptyFieldListFilter), "kind", "what", "provider"]
    search_fields = ["=number"]
    ordering = ["-id"]
    shown = ["day", "provider", "what", "number", "kind", "ours_fen", "theirs_fen", "found_at"]

    def has_change_permission(self, request, obj=None):
        return self.has_view_permission(request, obj) and obj is not None and obj.resolved_at is None

    def get_fields(self, request, obj=None):
        after = (
            ["resolution"]
            if obj and obj.resolved_at is None
            else ["resolution", "resolved_by", "resolved_at"]
        )
        return [*self.shown, *after]

    def get_readonly_fields(self, request, obj=None):
        return self.shown

    def save_model(self, request, obj, form, change):
        reconciliation.resolve(obj.pk, operator=request.user, resolution=form.cleaned_data["resolution"])


@admin.register(Reconciliation)
class ReconciliationAdmin(MoneyPage):
    list_display = ["day", "provider", "lines", "done_at"]
    list_filter = ["provider"]
    ordering = ["-day"]
