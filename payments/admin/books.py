"""Payments, what the providers said, and the ledger."""

from django.contrib import admin

from payments.admin.readonly import MoneyPage, MoneyRows
from payments.ledger.models import Account, Entry, Journal
from payments.models import Attempt, Notice, Payment, Refund


class AttemptLines(MoneyRows):
    model = Attempt
    fields = ["number", "provider", "method", "state", "received_fen", "transaction_id", "provider_paid_at"]


class RefundLines(MoneyRows):
    model = Refund
    fields = ["number", "subject", "cause", "amount_fen", "state", "succeeded_at"]


class EntryLines(MoneyRows):
    model = Entry
    fields = ["account", "side", "amount"]


@admin.register(Payment)
class PaymentAdmin(MoneyPage):
    list_display = ["number", "shop", "amount", "state", "created_at", "paid_at", "closed_at"]
    list_filter = ["state"]
    list_select_related = ["shop"]
    search_fields = ["=number"]
    ordering = ["-id"]
    inlines = [AttemptLines, RefundLines]


@admin.register(Attempt)
class AttemptAdmin(MoneyPage):
    list_display = ["number", "provider", "method", "state", "amount", "received_fen", "transaction_id"]
    list_filter = ["state", "provider"]
    search_fields = ["=number", "=transaction_id"]
    ordering = ["-id"]


@admin.register(Notice)
class NoticeAdmin(MoneyPage):
    list_display = ["provider_id", "provider", "kind", "received_at", "processed_at", "tries", "error"]
    list_filter = ["provider", "kind", ("processed_at", admin.EmptyFieldListFilter)]
    search_fields = ["=provider_id"]
    ordering = ["-id"]


@admin.register(Journal)
class JournalAdmin(MoneyPage):
    list_display = ["key", "kind", "total", "entry_count", "at"]
    list_filter = ["kind"]
    search_fields = ["=key"]
    ordering = ["-id"]
    inlines = [EntryLines]


@admin.register(Account)
class AccountAdmin(MoneyPage):
    list_display = ["kind", "owner_key", "normal_side", "balance"]
    list_filter = ["kind"]
    search_fields = ["=owner_key"]
    ordering = ["kind", "owner_key"]
