from django.contrib import admin

from api.models import Partner
from giftshop.counter.base import Page


@admin.register(Partner)
class PartnerAdmin(Page):
    """Who integrates with the shop."""

    list_display = ["name", "shop", "suspended_at", "created_at"]
    list_filter = ["suspended_at"]
    list_select_related = ["shop"]
    search_fields = ["name"]
    ordering = ["name"]
    fields = ["name", "shop", "suspended_at", "created_at"]
    readonly_fields = ["suspended_at", "created_at"]
