"""What a merchant's program says of its goods."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from accounts.lines import validate_line
from api.bodies import Body, Strict
from api.fields import Flag, Text, Whole
from shops.imports.cells import MAX_BODY, MAX_PRICE_FEN, MAX_STOCK
from shops.models import Category
from shops.occasions import Occasion

MOST_VARIANTS = 100  # of one request


class Line(Text):
    def __init__(self, **options):
        super().__init__(validators=[validate_line], **options)


class Handle(serializers.SlugField):
    """Letters and digits of any script, joined by hyphens; kept in lower case, as the import reads it."""

    def __init__(self, **options):
        super().__init__(allow_unicode=True, max_length=255, **options)

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data).lower()


class VariantFields(Strict):
    option_values = serializers.ListField(
        child=Line(max_length=100), max_length=3, required=False, help_text="One for each option."
    )
    sku = Line(max_length=100, allow_blank=True, required=False, help_text="Once in a shop.")
    price_fen = Whole(max_value=MAX_PRICE_FEN, required=False)
    compare_at_fen = Whole(max_value=MAX_PRICE_FEN, allow_null=True, required=False)
    on_shelf = Flag(required=False)


class NewVariant(VariantFields):
    option_values = serializers.ListField(
        child=Line(max_length=100), max_length=3, help_text="One for each option."
    )
    price_fen = Whole(max_value=MAX_PRICE_FEN)
    stock = Whole(min_value=0, max_value=MAX_STOCK, required=False)


class NewVariantBody(NewVariant, Body):
    pass


class VariantBody(VariantFields, Body):
    """`picture` is the id of one of the product's own."""

    picture = Whole(allow_null=True, required=False, help_text="The id of one of the product's pictures.")

    def validate_picture(self, pk):
        if pk is None:
            return None
        picture = self.context["product"].pictures.filter(pk=pk).first()
        if picture is None:
            raise ValidationError(ErrorDetail(_("The product has no such picture."), code="unknown"))
        return picture


class ProductBody(Body):
    """What is not named stays."""

    handle = Handle(required=False, help_text="Once in a shop. Left out, one is made up.")
    title = Line(max_length=255, required=False)
    description = Text(max_length=MAX_BODY, allow_blank=True, required=False, help_text="HTML, sanitised.")
    category = Text(
        max_length=60,
        allow_null=True,
        required=False,
        help_text="A `code` of `GET /categories`; null: nobody can send it as a gift.",
    )
    option_names = serializers.ListField(
        child=Line(max_length=60), max_length=3, required=False, help_text="What the variants differ in."
    )
    occasions = serializers.ListField(
        child=serializers.ChoiceField(Occasion.choices), max_length=len(Occasion), required=False
    )
    on_shelf = Flag(required=False)

    def validate_category(self, code):
        """The Category itself."""
        found = code and Category.objects.filter(slug=code).first()
        if code and not found:
            raise ValidationError(ErrorDetail(_("There is no category of this code."), code="unknown"))
        return found


class NewProductBody(ProductBody):
    title = Line(max_length=255)
    variants = NewVariant(many=True, min_length=1, max_length=MOST_VARIANTS)
