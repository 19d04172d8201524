"""The goods of the partner's own shop, also those that no shopper sees."""

from rest_framework import serializers

from api.fields import Moment, Priced
from api.v1.products import Giftable
from api.v1.shapes import picture_url
from shops import models
from shops.occasions import Occasion


class OwnVariantShape(Priced):
    id = serializers.IntegerField()
    product = serializers.IntegerField(source="product_id", help_text="The id of its product.")
    name = serializers.CharField(allow_blank=True)
    option_values = serializers.ListField(child=serializers.CharField())
    sku = serializers.CharField(allow_blank=True, help_text="What your own system calls it.")
    price_fen = serializers.IntegerField()
    compare_at_fen = serializers.IntegerField(
        allow_null=True, help_text="Struck through beside the price, if it is above it."
    )
    stock = serializers.IntegerField()
    on_shelf = serializers.BooleanField()
    position = serializers.IntegerField()
    picture = serializers.IntegerField(source="picture_id", allow_null=True, help_text="The id of a picture.")


class OwnPictureShape(serializers.Serializer):
    id = serializers.IntegerField()
    product = serializers.IntegerField(source="product_id", help_text="The id of its product.")
    url = serializers.SerializerMethodField()
    alt = serializers.CharField(allow_blank=True, help_text="What it shows, for who cannot see it.")
    shown = serializers.BooleanField()
    position = serializers.IntegerField()
    state = serializers.ChoiceField(models.Picture.STATES)

    def get_url(self, picture) -> str | None:
        return picture_url(picture)


class OwnProductShape(Giftable):
    id = serializers.IntegerField()
    handle = serializers.CharField(
        help_text="What files and your own system call the product; once in a shop."
    )
    title = serializers.CharField()
    category = serializers.CharField(source="category.slug", allow_null=True)
    option_names = serializers.ListField(child=serializers.CharField())
    occasions = serializers.ListField(child=serializers.ChoiceField(Occasion.choices))
    on_shelf = serializers.BooleanField()
    price_from_fen = serializers.IntegerField(
        allow_null=True, help_text="The lowest price on the shelf; null: no variant is on it."
    )
    variants = OwnVariantShape(many=True)
    created_at = Moment()
    updated_at = Moment(help_text="Of the product itself; prices and stock are not counted.")


class OwnProductDetail(OwnProductShape):
    description = serializers.CharField(allow_blank=True, help_text="Sanitised HTML.")
    pictures = OwnPictureShape(many=True)


VARIANT = {
    "id": 21,
    "product": 7,
    "name": "罐装",
    "option_values": ["罐装"],
    "sku": "LJ-2026-TIN",
    "currency": "CNY",
    "price_fen": 8800,
    "compare_at_fen": None,
    "stock": 40,
    "on_shelf": True,
    "position": 1,
    "picture": None,
}
PICTURE = {
    "id": 12,
    "product": 7,
    "url": "https://shop.example/media/pictures/0a4d55a8d778e5022fab701977c5d840bbc486d0.jpg",
    "alt": "一罐龙井",
    "shown": True,
    "position": 1,
    "state": "fetched",
}
LISTED = {
    "id": 7,
    "handle": "longjing",
    "title": "明前龙井",
    "category": "tea",
    "option_names": ["包装"],
    "occasions": ["thanks"],
    "on_shelf": True,
    "currency": "CNY",
    "price_from_fen": 8800,
    "giftable": True,
    "not_giftable_because": None,
    "variants": [VARIANT],
    "created_at": "2026-03-01T08:30:00Z",
    "updated_at": "2026-03-02T01:00:00Z",
}
PRODUCT = LISTED | {"description": "<p>狮峰山</p>", "pictures": [PICTURE]}
