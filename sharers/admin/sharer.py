from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from giftshop.money import percent
from sharers.admin import costs
from sharers.admin.parts import LinkRows, People
from sharers.models import Sharer
from shops.admin.scope import ShopPage


@admin.register(Sharer)
class SharerAdmin(People, ShopPage):
    """Owners see who shares for their shops, set rates, suspend and unbind; how one comes in is an Invitation."""

    shared_by = "sharer"
    list_display = [
        "person",
        "note",
        "shop",
        "standing",
        "rate",
        "visits",
        "orders",
        "commission",
        "joined_at",
    ]
    list_filter = ["state", "shop"]
    list_select_related = ["shop", "user"]
    search_fields = ["user__nickname", "note", "=user__email"]
    search_help_text = _("Nickname, note, or the whole e-mail address")
    fields = ["shop", "person", "note", "rate_bps", "state", "joined_at", "left_at"]
    readonly_fields = ["shop", "person", "state", "joined_at", "left_at"]
    inlines = [LinkRows]
    actions = ["suspend", "resume", "unbind"]
    actions_list = ["costs"]

    def has_own_permission(self, request):
        return self.has_module_permission(request)

    @action(description=_("What sharing costs"), url_path="costs", icon="query_stats", permissions=["own"])
    def costs(self, request):
        return costs.page(request, self.admin_site)

    @admin.display(description=_("commission"))
    def rate(self, sharer):
        return percent(sharer.bps())

    @admin.action(description=_("Unbind: their links earn nothing any more"), permissions=["change"])
    def unbind(self, request, sharers):
        self.carry_out(request, sharers, Sharer.unbind, _("Unbound"))
