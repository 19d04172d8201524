from django.contrib import admin

from gifts.models import Gift
from giftshop.counter.base import Page, ReadOnly


@admin.register(Gift)
class GiftAdmin(ReadOnly, Page):
    """For the operator, to read. Neither link nor person: the order says what the shop has to know."""

    list_display = ["code", "state", "order", "created_at", "deadline_at", "closed_at"]
    list_filter = ["state"]
    list_select_related = ["order"]
    search_fields = ["code__exact", "order__number__exact"]
    ordering = ["-pk"]
    fields = readonly_fields = [
        "code",
        "order",
        "state",
        "created_at",
        "deadline_at",
        "expire_after",
        "remind_at",
        "accepted_at",
        "closed_at",
    ]
