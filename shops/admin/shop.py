from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from shops.admin import staff
from shops.admin.scope import ALL_STAFF, ShopPage
from shops.forms import ShopForm
from shops.models import Shop


@admin.register(Shop)
class ShopAdmin(ShopPage):
    """Staff look at their shops, owners change them; the operator opens, suspends and reinstates shops."""

    form = ShopForm
    shop_lookup = "pk"
    seen_by = ALL_STAFF
    list_display = ["name", "code", "state", "gifting"]
    readonly_fields = ["state"]
    unrecorded = ["logo"]
    owners_only = ["merchant_number", "default_commission_bps"]
    actions = ["suspend", "reinstate"]
    actions_detail = ["staff"]

    def has_add_permission(self, request):
        return request.user.is_superuser

    def get_readonly_fields(self, request, obj=None):
        if request.user.is_superuser:
            return self.readonly_fields
        return [*self.readonly_fields, "code", "merchant_number"]

    def has_staff_permission(self, request, object_id):
        shop = self.get_object(request, object_id)
        return shop is not None and self.has_change_permission(request, shop)

    @action(description=_("Staff"), url_path="staff", icon="badge", permissions=["staff"])
    def staff(self, request, object_id):
        return staff.page(request, self.get_object(request, object_id))

    def has_operate_permission(self, request):
        return request.user.is_superuser

    @admin.action(
        description=_("Suspend: close the shop and give pending gifts back"), permissions=["operate"]
    )
    def suspend(self, request, shops):
        self.carry_out(request, shops, Shop.suspend, _("Suspended"))

    @admin.action(description=_("Reinstate: open the shop again"), permissions=["operate"])
    def reinstate(self, request, shops):
        self.carry_out(request, shops, Shop.reinstate, _("Reinstated"))
