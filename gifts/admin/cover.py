from functools import partial

from django import forms
from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminImageFieldWidget

from gifts.covers import OWN_COVERS
from gifts.models import ShopCover
from gifts.refusals import TooManyCovers
from giftshop.forms import PictureField
from shops.admin.scope import ALL_STAFF, ShopPage

PREVIEW = '<img src="{}" alt="" width="{}" height="{}" loading="lazy" class="rounded-default">'


class CoverForm(forms.ModelForm):
    class Meta:
        model = ShopCover
        fields = ["name", "position", "shown"]

    def clean(self):
        data = super().clean()
        shop = self.instance.shop if self.instance.pk else data.get("shop")
        if shop and data.get("shown"):
            self._find_room(shop)
        return data

    def _find_room(self, shop):
        try:
            ShopCover.objects.make_room(shop, but=self.instance.pk)
        except TooManyCovers as refusal:
            self.add_error("shown", refusal.detail)


class NewCoverForm(CoverForm):
    file = PictureField(
        OWN_COVERS,
        label=_("picture"),
        help_text=_(
            "The middle is cut to 5 : 4, 800 × 640 pixels. It cannot be changed later: add another cover."
        ),
        widget=UnfoldAdminImageFieldWidget(attrs={"accept": "image/*"}),
    )

    class Meta(CoverForm.Meta):
        fields = ["shop", "file", "name", "position", "shown"]


@admin.register(ShopCover)
class ShopCoverAdmin(ShopPage):
    """What the shop offers for the closed box. Shop and picture of a cover stay as they are; it can be hidden."""

    form = CoverForm
    seen_by = ALL_STAFF
    list_display = ["thumb", "name", "shop", "position", "shown"]
    list_display_links = ["thumb", "name"]
    list_filter = ["shown", "shop"]
    list_select_related = ["shop"]
    search_fields = ["name", "code__exact"]
    ordering = ["shop", "position", "pk"]
    actions = ["show", "hide"]

    def get_form(self, request, obj=None, **options):
        return super().get_form(request, obj, **(options if obj else options | {"form": NewCoverForm}))

    def get_fields(self, request, obj=None):
        return ["shop", "picture", "code", *CoverForm.Meta.fields] if obj else NewCoverForm.Meta.fields

    def get_readonly_fields(self, request, obj=None):
        return ["shop", "picture", "code"] if obj else []

    @admin.display(description=_("picture"))
    def thumb(self, cover):
        return format_html(PREVIEW, cover.url, 60, 48)

    @admin.display(description=_("picture"))
    def picture(self, cover):
        return format_html(PREVIEW, cover.url, 400, 320)

    @admin.action(description=_("Offer to givers"), permissions=["change"])
    def show(self, request, covers):
        self.carry_out(request, covers, partial(ShopCover.put, shown=True), _("Offered to givers"))

    @admin.action(description=_("Offer no longer"), permissions=["change"])
    def hide(self, request, covers):
        self.carry_out(request, covers, partial(ShopCover.put, shown=False), _("No longer offered"))
