"""Money moves by verbs: in the admin one looks."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from giftshop.money import yuan


class ReadOnly:
    """Superusers may look. Nobody may add, change or delete."""

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("amount"))
    def amount(self, row):
        return yuan(row.amount_fen)
