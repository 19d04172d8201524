from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from api.models import Endpoint
from giftshop.counter.base import Page, ReadOnly


@admin.register(Endpoint)
class EndpointAdmin(ReadOnly, Page):
    """Where partners are told of events, and which of them take nothing. Their secrets are nobody's to look at."""

    list_display = ["url", "application", "failing_since", "disabled_at", "disabled_because", "pace"]
    list_filter = ["disabled_because", ("failing_since", admin.EmptyFieldListFilter), "application__partner"]
    list_select_related = ["application"]
    search_fields = ["url", "application__name", "application__partner__name"]
    ordering = ["-pk"]
    fields = readonly_fields = [
        "application",
        "url",
        "types",
        "description",
        "failing_since",
        "disabled_at",
        "disabled_because",
        "pace",
        "served_at",
        "old_secret_until",
        "created_at",
        "removed_at",
    ]
    actions = ["enable_again"]

    def get_queryset(self, request):
        return super().get_queryset(request).unopened()

    @admin.action(description=_("Enable again"))
    def enable_again(self, request, queryset):
        found = list(queryset.there().filter(disabled_at__isnull=False))
        for endpoint in found:
            endpoint.enable()
        rows = Endpoint.objects.unopened().filter(pk__in=[endpoint.pk for endpoint in found])
        LogEntry.objects.log_actions(request.user.pk, rows, CHANGE, gettext("Enabled again"))
        self.message_user(request, _("%d endpoints are enabled again.") % len(found))
