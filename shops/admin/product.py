from functools import partial

from django.contrib import admin
from django.db.models import BooleanField, Exists, Min, OuterRef, Subquery, Sum
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action, display

from giftshop import sheets
from giftshop.counter.base import Rows
from giftshop.money import yuan
from shops import exports
from shops.admin.scope import ALL_STAFF, ShopPage
from shops.forms import PictureForm, ProductForm, StockForm, VariantForm
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


def thumbnail(file, *, width, alt=""):
    drawn = art.picture(file, sizes=f"{width}px", css="rounded-default", alt=alt)
    return format_html('<span style="display: block; width: {}px">{}</span>', width, drawn)


class VariantRows(Rows):
    model = Variant
    form = VariantForm


class PictureRows(Rows):
    model = Picture
    form = PictureForm
    ordering_field = "position"
    hide_title = True
    fields = ["preview", "position", "upload", "alt", "shown", "state", "source_url"]
    readonly_fields = ["preview", "state", "source_url"]

    class Media:
        js = ["counter/pictures.js"]

    @admin.display(description=_("picture"))
    def preview(self, picture):
        return thumbnail(picture.file, width=80, alt=picture.alt)


@admin.register(Product)
class ProductAdmin(ShopPage):
    form = ProductForm
    seen_by = ALL_STAFF
    list_display = ["picture", "title", "shop", "category", "price", "stock", "on_shelf", "is_giftable"]
    list_display_links = ["picture", "title"]
    list_filter = ["on_shelf", Running, ("category", admin.EmptyFieldListFilter), "shop"]
    list_select_related = ["shop", "category"]
    search_fields = ["title", "handle", "variants__sku"]
    inlines = [VariantRows, PictureRows]
    actions = ["put_on_shelf", "take_off_shelf", "export"]
    actions_list = ["bring_in", "export_all"]
    touched = ["updated_at"]
    owners_only = ["sharer_bps", "promoter_bps"]

    class Media:
        css = {"all": ["counter/shop.css"]}

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

    @admin.display(description=_("picture"))
    def picture(self, product):
        cover = product.cover
        return thumbnail(cover.file if cover else None, width=40)

    @admin.display(description=_("price from"), ordering="price_from_fen")
    def price(self, product):
        return "–" if product.price_from_fen is None else yuan(product.price_from_fen)

    @display(
        description=_("stock"), ordering="units", label={"enough": "info", "low": "warning", "out": "danger"}
    )
    def stock(self, product):
        if not product.units:
            return "out", _("none left")
        return ("low" if product.fewest <= LOW_STOCK else "enough"), product.units

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

    @action(description=_("Export all"), url_path="export", permissions=["view"], icon="download")
    def export_all(self, request):
        return self.export(request, self.get_queryset(request))

    @action(description=_("Bring in a file"), url_path="bring-in", permissions=["change"], icon="upload_file")
    def bring_in(self, request):
        return redirect("admin:shops_catalogueimport_add")

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for row in formset.new_objects:
            if row.position is None:
                row.place_last()
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
