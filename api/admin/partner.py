from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from api.models import Partner
from giftshop.counter.base import Page


@admin.register(Partner)
class PartnerAdmin(Page):
    """Who integrates with the shop. For which shop it acts is said when it is made, and then stays."""

    list_display = ["name", "shop", "suspended_at", "created_at"]
    list_filter = ["shop"]
    list_select_related = ["shop"]
    search_fields = ["name"]
    ordering = ["name"]
    actions = ["suspend", "resume"]

    def get_fields(self, request, obj=None):
        return ["name", "shop", "suspended_at", "created_at"] if obj else ["name", "shop"]

    def get_readonly_fields(self, request, obj=None):
        return ["shop", "suspended_at", "created_at"] if obj else []

    @admin.action(description=_("Suspend: its tokens are good for nothing"), permissions=["change"])
    def suspend(self, request, partners):
        self.carry_out(request, partners, Partner.suspend, _("Suspended"))

    @admin.action(description=_("Let it call again"), permissions=["change"])
    def resume(self, request, partners):
        self.carry_out(request, partners, Partner.resume, _("Reinstated"))
