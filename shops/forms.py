from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminFileFieldWidget,
    UnfoldAdminImageFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextInputWidget,
)

from accounts.provinces import PROVINCES
from giftshop.codes import new_code
from giftshop.forms import PictureField
from giftshop.money import parse_yuan, plain_yuan
from shops import pictures
from shops.descriptions import DescriptionField
from shops.imports.cells import MAX_PRICE_FEN, MAX_STOCK
from shops.models import Picture, Product, Shop, Variant
from shops.occasions import Occasion


class YuanField(forms.Field):
    """Typed in yuan, kept in fen."""

    widget = UnfoldAdminTextInputWidget(attrs={"inputmode": "decimal", "maxlength": 16})

    def prepare_value(self, value):
        return plain_yuan(value) if isinstance(value, int) else value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            fen = parse_yuan(str(value))
        except ValueError:
            fen = MAX_PRICE_FEN + 1
        if fen > MAX_PRICE_FEN:
            raise forms.ValidationError(
                _("Enter an amount in yuan with at most two decimals, such as 88 or 12.50.")
            )
        return fen


class ShopForm(forms.ModelForm):
    logo = PictureField(
        pictures.LOGOS,
        label=_("logo"),
        required=False,
        help_text=_("A square is cut from the middle. Without a logo the shop's name stands alone."),
        widget=UnfoldAdminImageFieldWidget(attrs={"accept": "image/*"}),
    )
    freight_fen = YuanField(label=_("Freight of an order, in yuan"), initial=0)
    gift_freight_fen = YuanField(label=_("Freight of a gift, in yuan"), initial=0)
    refuses_provinces = forms.MultipleChoiceField(
        label=_("Provinces not delivered to"),
        choices=[(name, name) for name in PROVINCES],
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )

    class Meta:
        model = Shop
        fields = [
            "code",
            "name",
            "logo",
            "open",
            "closed_words",
            "gifting",
            "freight_fen",
            "gift_freight_fen",
            "refuses_provinces",
            "default_commission_bps",
            "promoter_bps",
            "merchant_number",
            "aftersale_address",
        ]


class WordsField(SimpleArrayField):
    """A few words, typed in one line with commas between them, Chinese ones too."""

    def __init__(self, *, longest, **options):
        super().__init__(forms.CharField(max_length=longest), widget=UnfoldAdminTextInputWidget, **options)

    def to_python(self, value):
        return super().to_python(value.replace("，", ",") if isinstance(value, str) else value)

    def has_changed(self, initial, data):
        """What goes back as it was shown is no change, even where an imported word holds a comma."""
        return data != self.prepare_value(initial) and super().has_changed(initial, data)


class ProductForm(forms.ModelForm):
    description = DescriptionField(label=_("Description"))
    handle = forms.SlugField(
        label=_("Handle"),
        max_length=255,
        allow_unicode=True,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("What files call the product when they are imported. Left empty, one is made up."),
    )
    option_names = WordsField(
        longest=60,
        label=_("Options"),
        required=False,
        max_length=3,
        help_text=_(
            "What variants differ in, at most three, such as: size, colour. None for a single variant."
        ),
    )
    occasions = forms.MultipleChoiceField(
        label=_("Occasions it suits"),
        choices=Occasion,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )

    class Meta:
        model = Product
        fields = [
            "shop",
            "category",
            "handle",
            "title",
            "description",
            "option_names",
            "occasions",
            "on_shelf",
            "sharer_bps",
            "promoter_bps",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "description" in self.fields:  # not for those who only look
            self.fields["description"].show(self.instance.description)

    def clean_handle(self):
        return self.cleaned_data["handle"] or self.instance.handle or new_code().lower()


class VariantForm(forms.ModelForm):
    price_fen = YuanField(label=_("Price, in yuan"))
    compare_at_fen = YuanField(label=_("Struck-through price, in yuan"), required=False)
    showcase_price_fen = YuanField(
        label=_("Showcase price, in yuan"),
        required=False,
        help_text=_("What visitors of a promoter's showcase pay; it must be below the price."),
    )
    option_values = WordsField(longest=100, label=_("Option values"), required=False, max_length=3)
    # Compared with what the form showed when it was opened, not with what is there now: a sale in between is no change.
    stock = forms.IntegerField(
        label=_("Stock"),
        min_value=0,
        max_value=MAX_STOCK,
        initial=0,
        show_hidden_initial=True,
        widget=UnfoldAdminIntegerFieldWidget,
    )

    class Meta:
        model = Variant
        fields = [
            "name",
            "option_values",
            "sku",
            "price_fen",
            "compare_at_fen",
            "showcase_price_fen",
            "stock",
            "position",
            "on_shelf",
        ]

    def clean(self):
        data = super().clean()
        if not data.get("name") and data.get("option_values"):
            data["name"] = Variant.name_of(data["option_values"])
        special, price = data.get("showcase_price_fen"), data.get("price_fen")
        if special and price and special >= price:
            self.add_error("showcase_price_fen", _("It must be below the price."))
        return data

    def clean_price_fen(self):
        if not self.cleaned_data["price_fen"]:
            raise forms.ValidationError(_("The price must be above 0."))
        return self.cleaned_data["price_fen"]

    def clean_compare_at_fen(self):
        return self.cleaned_data["compare_at_fen"] or None

    def clean_showcase_price_fen(self):
        return self.cleaned_data["showcase_price_fen"] or None


class StockForm(VariantForm):
    """The row of a list."""

    class Meta(VariantForm.Meta):
        fields = ["price_fen", "stock", "on_shelf"]

    compare_at_fen = showcase_price_fen = option_values = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["price_fen"].show_hidden_initial = True


class PictureForm(forms.ModelForm):
    """An uploaded picture goes the way of a fetched one: decoded and drawn anew."""

    upload = PictureField(
        pictures.GOODS,
        label=_("New picture"),
        required=False,
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )

    class Meta:
        model = Picture
        fields = ["position", "upload", "alt", "shown"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields["position"].required = False  # without a number it comes last
            self.initial["position"] = None

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload is None and not self.instance.pk:
            raise forms.ValidationError(_("Please choose a picture."))
        if upload:
            self.instance.file.name, self.instance.state = upload, Picture.FETCHED
        return upload
