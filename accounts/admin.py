from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from accounts.models import Mail, UndeliveredEvent, User
from giftshop.counter.base import Page, ReadOnly

# Rights follow from the posts that people have in shops; addresses and second factors are everybody's own.
admin.site.unregister([Group, EmailAddress, Authenticator])


class NewUserForm(UserCreationForm):
    class Meta:
        model = User
        fields = ["email", "nickname"]
        field_classes = {}


@admin.register(User)
class PersonAdmin(Page, UserAdmin):
    """Who shops here is nobody's business but the operator's: shop staff see neither the list nor a row.

    People leave by erasure; money rows still point at them.
    """

    form, add_form, change_password_form = UserChangeForm, NewUserForm, AdminPasswordChangeForm
    unrecorded = ["email", "nickname", "password"]
    ordering = ["-id"]
    list_display = [
        "id",
        "nickname",
        "email",
        "is_active",
        "is_staff",
        "is_superuser",
        "date_joined",
        "erased_at",
    ]
    list_filter = ["is_staff", "is_superuser", "is_active"]
    search_fields = ["=email", "nickname"]
    search_help_text = _("nickname, or the whole e-mail address")
    readonly_fields = ["date_joined", "last_login", "erased_at"]
    fieldsets = [
        (None, {"fields": ["email", "nickname", "language", "password"]}),
        (_("Rights"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("Dates"), {"fields": readonly_fields}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "nickname", "usable_password", "password1", "password2"]})]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.erased_at)


@admin.register(UndeliveredEvent)
class UndeliveredEventAdmin(ReadOnly, Page):
    list_display = ["event", "tries", "retry_at"]
    list_select_related = ["event"]


@admin.register(Mail)
class MailAdmin(ReadOnly, Page):
    """Which notices could not be mailed, and why; never to which address."""

    list_display = ["notice_id", "kind", "state", "tries", "last_error", "next_try_at", "done_at"]
    list_filter = ["state"]
    list_select_related = ["notice"]
    ordering = ["-notice_id"]
    fields = readonly_fields = list_display
    actions = ["try_again"]

    @admin.display(description=_("kind"))
    def kind(self, mail):
        return mail.notice.kind

    @admin.action(description=_("Try the failed ones again"))
    def try_again(self, request, queryset):
        due = queryset.try_again()
        # All in one statement, however many are marked.
        LogEntry.objects.log_actions(request.user.pk, due, CHANGE, gettext("Made due again"))
        self.message_user(request, _("%d e-mails are due again.") % len(due))
