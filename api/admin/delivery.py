from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from api.models import Attempt, Delivery
from giftshop.counter.base import Page, ReadOnly, Rows


class AttemptRows(ReadOnly, Rows):
    model = Attempt
    fields = readonly_fields = ["at", "status", "error", "duration_ms"]
    ordering = ["-pk"]


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly, Page):
    """What was posted to partners, what is still to be, and what they answered."""

    list_display = ["id", "type", "endpoint", "state", "tries", "next_try_at", "created_at", "done_at"]
    list_filter = ["state", "endpoint"]
    list_select_related = ["event", "endpoint"]
    search_fields = ["=event__id", "endpoint__url", "event__type"]
    ordering = ["-pk"]
    fields = readonly_fields = [
        "endpoint",
        "event",
        "data",
        "state",
        "tries",
        "next_try_at",
        "created_at",
        "done_at",
    ]
    inlines = [AttemptRows]
    actions = ["deliver_again"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("endpoint__secret", "endpoint__old_secret")

    @admin.display(description=_("type"))
    def type(self, delivery):
        return delivery.event.type

    @admin.display(description=_("data"))
    def data(self, delivery):
        return delivery.event.data

    @admin.action(description=_("Deliver again"))
    def deliver_again(self, request, queryset):
        """Those whose endpoint takes anything; all in one statement, however many are marked."""
        due = queryset.again()
        LogEntry.objects.log_actions(request.user.pk, due, CHANGE, gettext("Made due again"))
        self.message_user(request, _("%d deliveries are due again.") % len(due))
