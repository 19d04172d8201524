from django.contrib import admin
from django.shortcuts import redirect

from sharers.admin.parts import LinkRows, WithFigures
from sharers.models import Channel
from shops.admin.scope import ALL_STAFF, ShopPage


@admin.register(Channel)
class ChannelAdmin(WithFigures, ShopPage):
    """The shop's own places for links: whoever works at the till prints its code, owners add and change."""

    shared_by = "channel"
    seen_by = ALL_STAFF
    list_display = ["name", "kind", "shop", "active", "visits", "orders"]
    list_filter = ["kind", "active", "shop"]
    list_select_related = ["shop"]
    search_fields = ["name"]
    ordering = ["shop", "name"]
    fields = ["shop", "name", "kind", "active"]
    inlines = [LinkRows]

    def get_readonly_fields(self, request, obj=None):
        return ["shop"] if obj else []

    def get_inlines(self, request, obj):
        return [LinkRows] if obj else []

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            obj.links.create(shop=obj.shop)

    def response_add(self, request, obj, post_url_continue=None):
        """Straight to its link."""
        return redirect("admin:sharers_channel_change", obj.pk)
