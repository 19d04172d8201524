"""Who changed what in the admin, and from what to what: for the operator. A row's own history is on its page."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _

from giftshop.counter.base import Page, ReadOnly


@admin.register(LogEntry)
class LogPage(ReadOnly, Page):
    list_display = ["action_time", "user", "content_type", "object_repr", "words"]
    list_filter = [
        ("action_time", admin.DateFieldListFilter),
        ("content_type", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["user", "content_type"]
    search_fields = ["=object_id", "object_repr", "=user__email"]
    fields = readonly_fields = list_display

    @admin.display(description=_("what"))
    def words(self, entry):
        return entry.get_change_message()
