from functools import partial

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Exists, Min, OuterRef, Subquery, Sum
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from giftshop import sheets
from giftshop.counter.base import Rows
from giftshop.money import yuan
from shops import exports
from shops.admin.scope import ALL_STAFF, ShopPage
from shops.forms import PictureForm, StockForm, VariantForm
from shops.models import Picture, Product, Variant
from shops.models.variant import LOW_STOCK
from shops.templatetags import art


class Running(admin.SimpleListFilter):
    """What soon cannot be sold any more."""

    title, parameter_name = _("stock"), "stock"

    def lookups(self, request, page):
        return [("out", _("none left")), ("low", _("running out"))]

    def queryset(self, request, products):
        limits = {"out": {"stock": 0}, "low": {"stock__range": (1, LOW_STOCK)}}
        if self.value() not in limits:
            return products
        variants = Variant.objects.filter(product=OuterRef("pk"), on_shelf=True, **limits[self.value()])
        return products.filter(Exists(variants))


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
    list_display = ["picture", "title", "shop", "category", "price", "stock", "on_shelf", "is_giftable"]
    list_display_links = ["picture", "title"]
    list_filter = ["on_shelf", Running, ("category", admin.EmptyFieldListFilter), "shop"]
    list_select_related = ["shop", "category"]
    search_fields = ["title", "handle", "variants__sku"]
    inlines = [VariantRows, PictureRows]
    actions = ["put_on_shelf", "take_off_shelf", "export"]
    touched = ["updated_at"]
    change_list_template = "shops/admin/products.html"

    def get_queryset(self, request):
        giftable = Variant.objects.giftable().filter(product=OuterRef("pk"))
        stock = Variant.objects.filter(product=OuterRef("pk"), on_shelf=True).values("product")
        return (
            super()
            .get_queryset(request)
            .annotate(
                giftable=Exists(giftable, output_field=BooleanField()),
                units=Subquery(stock.values(sum=Sum("stock"))),
                fewest=Subquery(stock.values(min=Min("stock"))),
            )
            .prefetch_related("pictures")
        )

    def get_urls(self):
        page = self.admin_site.admin_view(self.export_all)
        return [path("export/", page, name="shops_product_export"), *super().get_urls()]

    @admin.display(description=_("picture"))
    def picture(self, product):
        cover = product.cover
        drawn = art.picture(cover.file if cover else None, sizes="40px", css="rounded-default")
        return format_html('<span style="display: block; width: 40px">{}</span>', drawn)

    @admin.display(description=_("price from"), ordering="price_from_fen")
    def price(self, product):
        return "–" if product.price_from_fen is None else yuan(product.price_from_fen)

    @display(description=_("stock"), ordering="units", label={"low": "warning", "out": "danger"})
    def stock(self, product):
        if not product.units:
            return "out", _("none left")
        return ("low" if product.fewest <= LOW_STOCK else ""), product.units

    @admin.display(description=_("can be sent as a gift"), boolean=True)
    def is_giftable(self, product):
        return product.giftable

    def get_readonly_fields(self, request, obj=None):
        return ["shop"] if obj else []

    @admin.action(description=_("Put on the shelf"), permissions=["change"])
    def put_on_shelf(self, request, products):
        self.carry_out(request, products, partial(Product.put, on_shelf=True), _("Put on the shelf"))

    @admin.action(description=_("Take off the shelf"), permissions=["change"])
    def take_off_shelf(self, request, products):
        self.carry_out(request, products, partial(Product.put, on_shelf=False), _("Taken off the shelf"))

    @admin.action(description=_("Export as CSV"), permissions=["view"])
    def export(self, request, products):
        return sheets.answer(
            "products.csv", exports.rows(Product.objects.filter(pk__in=products.values("pk")))
        )

    def export_all(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.export(request, self.get_queryset(request))

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for row in formset.new_objects:
            row.save()
        for row, changed in formset.changed_objects:
            uploaded = ["file", "state"] if "upload" in changed else []
            row.save(update_fields=[name for name in changed if name != "upload"] + uploaded)


@admin.register(Variant)
class VariantAdmin(ShopPage):
    """Prices and stock of many at once, as in a sheet. All else about a variant is on its product's page."""

    shop_lookup = "product__shop"
    list_display = ["product", "name", "sku", "price_fen", "stock", "on_shelf"]
    list_display_links = None
    list_editable = ["price_fen", "stock", "on_shelf"]
    list_filter = ["on_shelf", "product__shop"]
    list_select_related = ["product"]
    search_fields = ["product__title", "name", "sku"]
    ordering = ["-product_id", "position", "pk"]
    actions = None

    def get_changelist_form(self, request, **options):
        return StockForm

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)
