from django.contrib import admin
from oauth2_provider.models import (
    get_access_token_model,
    get_grant_model,
    get_id_token_model,
    get_refresh_token_model,
)

from api.models import Application
from giftshop.counter.base import Page

# The toolkit's own pages: tokens are nobody's to look at.
admin.site.unregister(
    [
        Application,
        get_access_token_model(),
        get_grant_model(),
        get_id_token_model(),
        get_refresh_token_model(),
    ]
)


@admin.register(Application)
class ApplicationAdmin(Page):
    """What a partner's program may do, and the secrets by which it proves who it is."""

    list_display = ["name", "partner", "client_type", "last_used_at"]
    list_filter = ["client_type", "partner"]
    list_select_related = ["partner"]
    search_fields = ["name", "client_id", "partner__name"]
    ordering = ["partner", "name"]
    fields = [
        "partner",
        "name",
        "client_type",
        "redirect_uris",
        "scopes",
        "requests_a_minute",
        "client_id",
        "last_used_at",
        "created",
    ]
    readonly_fields = ["client_id", "last_used_at", "created"]
