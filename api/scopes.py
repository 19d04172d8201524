"""What a token may be good for: a resource, to read or to write."""

from django.utils.translation import gettext_lazy as _
from oauth2_provider.scopes import BaseScopes

SCOPES = {
    "shop:read": _("See the shop"),
    "shop:write": _("Open and close the shop"),
    "products:read": _("See the shop's products, also those not on sale"),
    "products:write": _("Add and change products, prices and stock"),
    "gifts:read": _("See gifts"),
    "gifts:write": _("Send, accept and decline gifts"),
    "orders:read": _("See orders"),
    "orders:write": _("Ship orders and note on them"),
    "after-sales:read": _("See after-sales"),
    "after-sales:write": _("Answer after-sales"),
    "refunds:read": _("See refunds"),
    "statements:read": _("See statements of the shop's money"),
    "sharers:read": _("See who shares the shop"),
    "share-links:read": _("See share links and what they brought"),
    "share-links:write": _("Make share links"),
    "commissions:read": _("See commissions"),
    "webhooks:read": _("See where events are delivered"),
    "webhooks:write": _("Choose where events are delivered"),
    "events:read": _("Read events"),
}
CHOICES = [(name, name) for name in SCOPES]


class Scopes(BaseScopes):
    """For OAuth: an application may ask for its own scopes, and gets all of them if it asks for none."""

    def get_all_scopes(self):
        return SCOPES

    def get_available_scopes(self, application=None, request=None, *args, **kwargs):
        return [name for name in SCOPES if name in application.scopes] if application else list(SCOPES)

    get_default_scopes = get_available_scopes
