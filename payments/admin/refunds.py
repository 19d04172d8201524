"""Refunds, and the one act of the operator: settling by hand what could not be delivered."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextareaWidget

from giftshop.refusals import Refused
from payments.admin.advice import advice
from payments.admin.readonly import MoneyPage
from payments.models import Refund
from payments.payout import pay_out


class EvidenceForm(forms.Form):
    evidence = forms.CharField(
        label=gettext_lazy("Evidence, e.g. the number of the bank transfer"),
        max_length=500,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
    )


@admin.register(Refund)
class RefundAdmin(MoneyPage):
    list_display = [
        "number",
        "about",
        "cause",
        "amount",
        "state",
        "last_error",
        "next_try_at",
        "succeeded_at",
    ]
    list_filter = ["state", "cause"]
    search_fields = ["=subject", "=payment__number"]
    ordering = ["-id"]
    readonly_fields = ["about", "what_to_do"]
    exclude = ["subject"]
    change_form_template = "payments/admin/refund.html"

    @admin.display(description=gettext_lazy("what to do"))
    def what_to_do(self, refund):
        return advice(refund.last_error)

    def get_urls(self):
        page = self.admin_site.admin_view(self.pay_out_page)
        return [path("<int:pk>/pay-out/", page, name="payments_refund_pay_out"), *super().get_urls()]

    def _pay_out(self, request, refund):
        try:
            refund = pay_out(refund.pk, operator=request.user, evidence=request.POST.get("evidence", ""))
        except Refused as refusal:
            messages.error(request, f"{refusal.title}: {refusal.detail}")
        else:
            self.log_change(request, refund, f"{_('Pay out by hand')}: {refund.evidence}")
            messages.success(request, _("The refund is recorded as paid out by hand."))

    def pay_out_page(self, request, pk):
        """Ask for the evidence, then settle the refund."""
        refund = get_object_or_404(Refund, pk=pk)
        if not self.has_view_permission(request, refund):
            raise PermissionDenied
        if request.method == "POST":
            self._pay_out(request, refund)
            return redirect("admin:payments_refund_change", pk)
        context = {
            "refund": refund,
            "form": EvidenceForm(),
            "opts": self.opts,
            "title": _("Pay out by hand"),
        }
        return render(request, "payments/admin/pay_out.html", self.admin_site.each_context(request) | context)
