from django.contrib import admin, messages
from django.db.models import BooleanField, Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from treebeard.admin import TreeAdmin
from treebeard.forms import movenodeform_factory

from giftshop.refusals import Refused
from shops.forms import PictureForm, ShopForm, VariantForm
from shops.models import Category, Picture, Product, Shop, Staff, Variant


class OwnShopsOnly:
    """Staff see what belongs to their shops, the operator everything. Nothing is deleted: orders point at it."""

    shop_lookup = "shop"

    def has_module_permission(self, request):
        user = request.user
        return user.is_active and user.is_staff and _runs_a_shop(request)

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        return rows.filter(**{f"{self.shop_lookup}__in": Shop.objects.run_by(request.user)})

    def save_model(self, request, obj, form, change):
        """Only what was changed: a form opened before a sale or a suspension must not write it back."""
        obj.save(update_fields=[*form.changed_data, *self.touched] if change else None)

    touched = ()


def _runs_a_shop(request):
    """The admin asks for permission dozens of times a page; the database is asked once."""
    if not hasattr(request, "runs_a_shop"):
        request.runs_a_shop = Shop.objects.run_by(request.user).exists()
    return request.runs_a_shop


class StaffInline(admin.TabularInline):
    model = Staff
    raw_id_fields = ["user"]
    extra = 0

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


@admin.register(Shop)
class ShopAdmin(OwnShopsOnly, admin.ModelAdmin):
    form = ShopForm
    shop_lookup = "pk"
    list_display = ["name", "code", "state", "gifting"]
    readonly_fields = ["state"]
    inlines = [StaffInline]
    actions = ["suspend", "reinstate"]

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        if request.user.is_superuser or obj is None:
            return self.has_module_permission(request)
        return obj.staff.filter(user=request.user, role=Staff.OWNER).exists()

    def get_readonly_fields(self, request, obj=None):
        if request.user.is_superuser:
            return self.readonly_fields
        return [*self.readonly_fields, "code", "merchant_number"]

    def has_operate_permission(self, request):
        return request.user.is_superuser

    @admin.action(
        description=_("Suspend: close the shop and give pending gifts back"), permissions=["operate"]
    )
    def suspend(self, request, shops):
        self._each(request, shops, Shop.suspend)

    @admin.action(description=_("Reinstate: open the shop again"), permissions=["operate"])
    def reinstate(self, request, shops):
        self._each(request, shops, Shop.reinstate)

    def _each(self, request, shops, verb):
        for shop in shops:
            try:
                verb(shop)
            except Refused as refusal:
                messages.error(request, f"{shop}: {refusal.title}")


class OfAProduct(admin.TabularInline):
    """Who may change a product may change what belongs to it."""

    extra = 0

    def has_view_permission(self, request, obj=None):
        return True

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        return False


class VariantInline(OfAProduct):
    model = Variant
    form = VariantForm


class PictureInline(OfAProduct):
    model = Picture
    form = PictureForm
    readonly_fields = ["state", "source_url"]


@admin.register(Product)
class ProductAdmin(OwnShopsOnly, admin.ModelAdmin):
    list_display = ["title", "shop", "category", "on_shelf", "is_giftable"]
    list_filter = ["on_shelf", ("category", admin.EmptyFieldListFilter)]
    list_select_related = ["shop", "category"]
    search_fields = ["title", "handle"]
    inlines = [VariantInline, PictureInline]
    touched = ["updated_at"]

    def get_queryset(self, request):
        giftable = Variant.objects.giftable().filter(product=OuterRef("pk"))
        return super().get_queryset(request).annotate(giftable=Exists(giftable, output_field=BooleanField()))

    @admin.display(description=_("can be sent as a gift"), boolean=True)
    def is_giftable(self, product):
        return product.giftable

    def get_readonly_fields(self, request, obj=None):
        return ["shop"] if obj else []

    def formfield_for_foreignkey(self, field, request, **options):
        if field.name == "shop":
            options["queryset"] = Shop.objects.run_by(request.user)
        return super().formfield_for_foreignkey(field, request, **options)

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for row in formset.new_objects:
            row.save()
        for row, changed in formset.changed_objects:
            uploaded = ["file", "state"] if "upload" in changed else []
            row.save(update_fields=[name for name in changed if name != "upload"] + uploaded)


@admin.register(Category)
class CategoryAdmin(TreeAdmin):
    """The operator's tree. Moving a category under one that is not giftable ends gifting for its goods at once."""

    form = movenodeform_factory(Category)
    list_display = ["name", "name_en", "slug", "giftable"]

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission
