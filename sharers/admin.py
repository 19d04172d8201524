from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from giftshop.counter.base import Rows
from sharers.forms import BindForm
from sharers.models import ShareLink, Sharer
from shops.admin.scope import ShopPage


class LinkRows(Rows):
    """Whoever may change a sharer may add links. A link that was sent to somebody does not change."""

    model = ShareLink
    fields = ["product", "public_url"]
    readonly_fields = ["public_url"]
    raw_id_fields = ["product"]

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request, obj=None):
        return self.page.has_change_permission(request, obj)

    @admin.display(description=_("link"))
    def public_url(self, link):
        return link.public_url if link.pk else "–"


@admin.register(Sharer)
class SharerAdmin(ShopPage):
    """Owners bind sharers to their shops; the operator to all."""

    list_display = ["person", "shop", "state", "rate_bps", "joined_at"]
    list_filter = ["state"]
    list_select_related = ["shop", "user"]
    ordering = ["-pk"]
    actions = ["unbind"]

    def get_form(self, request, obj=None, **options):
        return super().get_form(request, obj, **(options if obj else options | {"form": BindForm}))

    def get_fields(self, request, obj=None):
        return (
            ["shop", "person", "rate_bps", "state", "joined_at", "left_at"] if obj else BindForm.field_order
        )

    def get_readonly_fields(self, request, obj=None):
        return ["shop", "person", "state", "joined_at", "left_at"] if obj else []

    def get_inlines(self, request, obj):
        return [LinkRows] if obj else []

    def save_model(self, request, obj, form, change):
        if change:
            return super().save_model(request, obj, form, change)
        bound = form.bind()
        obj.pk, obj.user = bound.pk, bound.user

    @admin.display(description=_("person"), ordering="user__nickname")
    def person(self, sharer):
        return sharer.user.name

    @admin.action(description=_("Unbind: their links earn nothing any more"), permissions=["change"])
    def unbind(self, request, sharers):
        self.carry_out(request, sharers, Sharer.unbind, _("Unbound"))
