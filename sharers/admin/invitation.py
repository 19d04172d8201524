from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from giftshop.money import percent
from sharers.admin.parts import code
from sharers.models import Invitation
from shops.admin.scope import ShopPage

ASKED = ["shop", "seats", "rate_bps", "note"]


@admin.register(Invitation)
class InvitationAdmin(ShopPage):
    """Owners invite people to share: by a link, or its code to scan. But for the remark it stays as it was made, and it
    can be withdrawn.
    """

    list_display = ["__str__", "shop", "places", "rate", "expires_at", "waits"]
    list_filter = ["shop"]
    list_select_related = ["shop"]
    search_fields = ["note"]
    ordering = ["-pk"]
    actions = ["withdraw"]

    def get_fields(self, request, obj=None):
        if obj is None:
            return ASKED
        return ["link", "qr", "shop", "seats", "taken", "rate", "note", "expires_at", "withdrawn_at"]

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.get_fields(request, obj) if name != "note"] if obj else []

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            asked = {name: form.cleaned_data[name] for name in ASKED}
            made = Invitation.objects.invite(by=request.user, **asked)
            obj.pk = made.pk

    def response_add(self, request, obj, post_url_continue=None):
        """Straight to the link, which is what it was made for."""
        return redirect("admin:sharers_invitation_change", obj.pk)

    @admin.display(description=_("link"))
    def link(self, invitation):
        return invitation.public_url

    @admin.display(description=_("code to scan"))
    def qr(self, invitation):
        return code(invitation.public_url, f"invitation-{invitation.pk}", side=200)

    @admin.display(description=_("places taken"))
    def places(self, invitation):
        return f"{invitation.taken} / {invitation.seats}"

    @admin.display(description=_("commission"))
    def rate(self, invitation):
        return percent(invitation.bps)

    @admin.display(description=_("can be accepted"), boolean=True)
    def waits(self, invitation):
        return invitation.is_open

    @admin.action(description=_("Withdraw: nobody can accept it any more"), permissions=["change"])
    def withdraw(self, request, invitations):
        self.carry_out(request, invitations, Invitation.withdraw, _("Withdrawn"))
