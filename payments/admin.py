"""For the operator alone, and to look at: money moves by verbs. The one act settles what could not be delivered."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giftshop.money import yuan
from giftshop.refusals import Refused
from payments.ledger.models import Account, Entry, Journal
from payments.models import Attempt, Notice, Payment, Refund
from payments.payout import pay_out


class ReadOnly:
    """Superusers may look. Nobody may add, change or delete."""

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("amount"))
    def amount(self, row):
        return yuan(row.amount_fen)


class AttemptLines(ReadOnly, admin.TabularInline):
    model = Attempt
    fields = ["number", "provider", "method", "state", "received_fen", "transaction_id", "provider_paid_at"]


class RefundLines(ReadOnly, admin.TabularInline):
    model = Refund
    fields = ["number", "subject", "cause", "amount_fen", "state", "succeeded_at"]


class EntryLines(ReadOnly, admin.TabularInline):
    model = Entry
    fields = ["account", "side", "amount"]


@admin.register(Payment)
class PaymentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["number", "shop", "amount", "state", "created_at", "paid_at", "closed_at"]
    list_filter = ["state"]
    list_select_related = ["shop"]
    search_fields = ["=number"]
    ordering = ["-id"]
    inlines = [AttemptLines, RefundLines]


@admin.register(Attempt)
class AttemptAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["number", "provider", "method", "state", "amount", "received_fen", "transaction_id"]
    list_filter = ["state", "provider"]
    search_fields = ["=number", "=transaction_id"]
    ordering = ["-id"]


@admin.register(Refund)
class RefundAdmin(ReadOnly, admin.ModelAdmin):
    list_display = [
        "number",
        "subject",
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
    change_form_template = "payments/admin/refund.html"

    def get_urls(self):
        page = self.admin_site.admin_view(self.pay_out_page)
        return [path("<int:pk>/pay-out/", page, name="payments_refund_pay_out"), *super().get_urls()]

    @staticmethod
    def _pay_out(request, refund):
        try:
            pay_out(refund.pk, operator=request.user, evidence=request.POST.get("evidence", ""))
        except Refused as refusal:
            messages.error(request, f"{refusal.title}: {refusal.detail}")
        else:
            messages.success(request, _("The refund is recorded as paid out by hand."))

    def pay_out_page(self, request, pk):
        """Ask for the evidence, then settle the refund."""
        refund = get_object_or_404(Refund, pk=pk)
        if not self.has_view_permission(request, refund):
            raise PermissionDenied
        if request.method == "POST":
            self._pay_out(request, refund)
            return redirect("admin:payments_refund_change", pk)
        context = {"refund": refund, "opts": self.opts, "title": _("Pay out by hand")}
        return render(request, "payments/admin/pay_out.html", self.admin_site.each_context(request) | context)


@admin.register(Notice)
class NoticeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["provider_id", "provider", "kind", "received_at", "processed_at", "tries", "error"]
    list_filter = ["provider", "kind", ("processed_at", admin.EmptyFieldListFilter)]
    search_fields = ["=provider_id"]
    ordering = ["-id"]


@admin.register(Journal)
class JournalAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["key", "kind", "total", "entry_count", "at"]
    list_filter = ["kind"]
    search_fields = ["=key"]
    ordering = ["-id"]
    inlines = [EntryLines]


@admin.register(Account)
class AccountAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["kind", "owner_key", "normal_side", "balance"]
    list_filter = ["kind"]
    search_fields = ["=owner_key"]
    ordering = ["kind", "owner_key"]
