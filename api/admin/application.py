from django import forms
from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import (
    get_access_token_model,
    get_grant_model,
    get_id_token_model,
    get_refresh_token_model,
)
from unfold.decorators import action

from api.admin import secrets
from api.models import Application
from api.scopes import SCOPES
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


class ApplicationForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        label=_("scopes"),
        choices=[(name, f"{name} · {words}") for name, words in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The most that its tokens may be good for."),
    )


@admin.register(Application)
class ApplicationAdmin(Page):
    """What a partner's program may do, and the secrets by which it proves who it is."""

    form = ApplicationForm
    actions_detail = ["secrets"]
    view_on_site = False
    list_display = ["name", "partner", "client_type", "last_used_at"]
    list_filter = ["client_type", "partner"]
    list_select_related = ["partner"]
    search_fields = ["name", "client_id", "partner__name"]
    ordering = ["partner", "name"]

    def get_fields(self, request, obj=None):
        asked = ["partner", "name", "client_type", "redirect_uris", "scopes", "requests_a_minute"]
        return [*asked, "client_id", "last_used_at", "created"] if obj else asked

    def get_readonly_fields(self, request, obj=None):
        return ["partner", "client_type", "client_id", "last_used_at", "created"] if obj else []

    def response_add(self, request, obj, post_url_continue=None):
        """Straight to its secrets: without one it can do nothing."""
        return redirect("admin:api_application_secrets", obj.pk)

    def has_run_permission(self, request, object_id):
        application = self.get_object(request, object_id)
        return application is not None and self.has_change_permission(request, application)

    @action(description=_("Secrets"), url_path="secrets", icon="key", permissions=["run"])
    def secrets(self, request, object_id):
        return secrets.page(request, self.get_object(request, object_id))
