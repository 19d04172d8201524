from django.contrib import admin
from django.db.models import BooleanField, Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from giftshop.counter.base import Rows
from shops.admin.scope import ALL_STAFF, ShopPage
from shops.forms import PictureForm, VariantForm
from shops.models import Picture, Product, Variant


class VariantRows(Rows):
    model = Variant
    form = VariantForm


class PictureRows(Rows):
    model = Picture
    form = PictureForm
    readonly_fields = ["state", "source_url"]


@admin.register(Product)
class ProductAdmin(ShopPage):
    seen_by = ALL_STAFF
    list_display = ["title", "shop", "category", "on_shelf", "is_giftable"]
    list_filter = ["on_shelf", ("category", admin.EmptyFieldListFilter)]
    list_select_related = ["shop", "category"]
    search_fields = ["title", "handle"]
    inlines = [VariantRows, PictureRows]
    touched = ["updated_at"]

    def get_queryset(self, request):
        giftable = Variant.objects.giftable().filter(product=OuterRef("pk"))
        return super().get_queryset(request).annotate(giftable=Exists(giftable, output_field=BooleanField()))

    @admin.display(description=_("can be sent as a gift"), boolean=True)
    def is_giftable(self, product):
        return product.giftable

    def get_readonly_fields(self, request, obj=None):
        return ["shop"] if obj else []

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for row in formset.new_objects:
            row.save()
        for row, changed in formset.changed_objects:
            uploaded = ["file", "state"] if "upload" in changed else []
            row.save(update_fields=[name for name in changed if name != "upload"] + uploaded)
