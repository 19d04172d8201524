from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from giftshop.counter.base import Page
from sharers.admin.parts import People
from sharers.models import Promoter


@admin.register(Promoter)
class PromoterAdmin(People, Page):
    """Who works across shops. They come in by themselves; the operator suspends."""

    shared_by = "promoter"
    list_display = ["person", "standing", "visits", "orders", "commission", "joined_at"]
    list_filter = ["state"]
    list_select_related = ["user"]
    search_help_text = _("Nickname, or the whole e-mail address")
    fields = readonly_fields = ["person", "state", "joined_at"]
