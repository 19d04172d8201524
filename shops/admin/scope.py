"""What belongs to a shop is seen by those who work there, as far as their role goes, and by the operator."""

from operator import attrgetter

from giftshop.counter.base import Page
from shops.models import Shop, Staff

OWNERS = frozenset({Staff.OWNER})
ALL_STAFF = frozenset({Staff.OWNER, Staff.CLERK})


def posts(request):
    """{shop: role} of who asks. The admin asks for permission dozens of times a page; the database is asked once."""
    if not hasattr(request, "posts"):
        user = request.user
        known = user.is_active and user.is_staff
        request.posts = dict(Staff.objects.filter(user=user).values_list("shop_id", "role")) if known else {}
    return request.posts


class ShopPage(Page):
    """`shop_lookup` leads from the row to its shop. Whose role is in `seen_by` sees rows, in `changed_by` changes them;
    `owners_only` are columns and fields that no clerk gets.
    """

    shop_lookup = "shop"
    seen_by = changed_by = OWNERS
    owners_only = ()

    def visible(self, request, rows):
        if request.user.is_superuser:
            return rows
        return rows.filter(**{f"{self.shop_lookup}__in": self._shops(request, self.seen_by)})

    def has_module_permission(self, request):
        if super().has_module_permission(request):
            return True
        return bool(self._shops(request, self.seen_by))

    def has_view_permission(self, request, obj=None):
        return self._may(request, obj, self.seen_by)

    def has_change_permission(self, request, obj=None):
        return self._may(request, obj, self.changed_by)

    def has_add_permission(self, request):
        return self._may(request, None, self.changed_by)

    def formfield_for_foreignkey(self, field, request, **options):
        """A new row's shop is one of those whose rows one may change, not merely see."""
        if field.name == self.shop_lookup and not request.user.is_superuser:
            options["queryset"] = Shop.objects.filter(pk__in=self._shops(request, self.changed_by))
        return super().formfield_for_foreignkey(field, request, **options)

    def owns(self, request, obj=None):
        """Whether money may be shown: of this row, or without one of every row that is listed."""
        if request.user.is_superuser:
            return True
        return (
            posts(request).get(self._shop(obj)) == Staff.OWNER
            if obj
            else set(posts(request).values()) == OWNERS
        )

    def get_list_display(self, request):
        return self._shown(super().get_list_display(request), request)

    def get_fields(self, request, obj=None):
        return self._shown(super().get_fields(request, obj), request, obj)

    def _shown(self, names, request, obj=None):
        hidden = () if self.owns(request, obj) else self.owners_only
        return [name for name in names if name not in hidden]

    def _may(self, request, obj, roles):
        if request.user.is_superuser:
            return request.user.is_active
        return (
            bool(self._shops(request, roles)) if obj is None else posts(request).get(self._shop(obj)) in roles
        )

    def _shops(self, request, roles):
        return [shop for shop, role in posts(request).items() if role in roles]

    def _shop(self, obj):
        return (
            obj.pk
            if self.shop_lookup == "pk"
            else attrgetter(f"{self.shop_lookup.replace('__', '.')}_id")(obj)
        )
