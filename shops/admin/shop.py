from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action, display

from shops.admin import approval, staff
from shops.admin.scope import ALL_STAFF, ShopPage
from shops.forms import ShopForm
from shops.models import Shop
from shops.models.shop import ACTIVE, DRAFT, IN_REVIEW, SUSPENDED

COLOURS = {DRAFT: "default", IN_REVIEW: "warning", ACTIVE: "success", SUSPENDED: "danger"}


@admin.register(Shop)
class ShopAdmin(ShopPage):
    """Staff look at their shops, owners change them and ask for approval; the operator begins shops, approves, sends
    back, suspends and reinstates them.
    """

    form = ShopForm
    shop_lookup = "pk"
    seen_by = ALL_STAFF
    list_display = ["name", "code", "standing", "open", "gifting"]
    list_filter = ["state", "open"]
    readonly_fields = ["state"]
    unrecorded = ["logo"]
    owners_only = ["merchant_number", "default_commission_bps", "promoter_bps"]
    actions = ["approve", "suspend", "reinstate"]
    actions_detail = ["approval", "staff"]

    class Media:
        css = {"all": ["counter/shop.css"]}

    def has_add_permission(self, request):
        return request.user.is_superuser

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        if request.user.is_superuser:
            return self.readonly_fields
        return [*self.readonly_fields, "code", "merchant_number"]

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            obj.begin()

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj and obj.state == ACTIVE else None

    @display(description=_("state"), ordering="state", label=COLOURS)
    def standing(self, shop):
        return shop.state, shop.get_state_display()

    def has_run_permission(self, request, object_id):
        shop = self.get_object(request, object_id)
        return shop is not None and self.has_change_permission(request, shop)

    @action(description=_("Staff"), url_path="staff", icon="badge", permissions=["run"])
    def staff(self, request, object_id):
        return staff.page(request, self.get_object(request, object_id))

    @action(description=_("Approval"), url_path="approval", icon="verified", permissions=["run"])
    def approval(self, request, object_id):
        return approval.page(request, self.get_object(request, object_id))

    def has_operate_permission(self, request):
        return request.user.is_superuser

    @admin.action(description=_("Approve: open the shop to shoppers"), permissions=["operate"])
    def approve(self, request, shops):
        self.carry_out(request, shops, Shop.approve, _("Approved"))

    @admin.action(
        description=_("Suspend: close the shop and give pending gifts back"), permissions=["operate"]
    )
    def suspend(self, request, shops):
        self.carry_out(request, shops, Shop.suspend, _("Suspended"))

    @admin.action(description=_("Reinstate: open the shop again"), permissions=["operate"])
    def reinstate(self, request, shops):
        self.carry_out(request, shops, Shop.reinstate, _("Reinstated"))
