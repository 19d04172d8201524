"""A share link as its owner sees it: figures, and nobody's name."""

from typing import Literal

from rest_framework import serializers

from api.fields import Moment, Priced
from api.v1.shapes import ShopRef


class Visits(Priced):
    visits = serializers.IntegerField()
    newcomers = serializers.IntegerField(help_text="Who had not come this way before.")
    capped = serializers.IntegerField(help_text="Visits that were not believed, and do not count.")
    orders = serializers.IntegerField(help_text="Paid, gifts with them.")
    pending_fen = serializers.IntegerField(help_text="Commission, of gifts once they are accepted.")
    settled_fen = serializers.IntegerField()
    cancelled_fen = serializers.IntegerField(help_text="What it would have been.")


class FiguresOfDay(Visits):
    day = serializers.DateField(help_text="Of Beijing's calendar.")


class SharedProduct(serializers.Serializer):
    id = serializers.IntegerField()
    title = serializers.CharField()


class SharedShowcase(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class RecentShape(Priced):
    """Of the last 30 days, today with them."""

    visits = serializers.IntegerField(source="recent_visits")
    orders = serializers.IntegerField(source="recent_orders")
    commission_fen = serializers.IntegerField(
        source="recent_commission_fen", help_text="Pending and settled, of gifts once they are accepted."
    )


class ShareLinkShape(serializers.Serializer):
    code = serializers.CharField()
    url = serializers.CharField(source="public_url", help_text="What you send to friends.")
    shared_as = serializers.SerializerMethodField()
    shop = ShopRef(allow_null=True, help_text="null: of whatever is chosen in the showcase.")
    product = SharedProduct(allow_null=True, help_text="null: the whole shop, or a showcase.")
    showcase = SharedShowcase(allow_null=True)
    counts = serializers.BooleanField(help_text="Whether a visit and an order count now.")
    created_at = Moment()
    recent = RecentShape(source="*")

    def get_shared_as(self, link) -> Literal["sharer", "promoter"]:
        return "sharer" if link.sharer_id else "promoter"


class ShareLinkDetail(ShareLinkShape):
    days = FiguresOfDay(many=True, source="told", help_text="The last 30, the newest first.")


EXAMPLE = {
    "code": "M3V9QX1T7KWB",
    "url": "https://shop.example/s/M3V9QX1T7KWB",
    "shared_as": "promoter",
    "shop": {"code": "tea-house", "name": "茶语小铺"},
    "product": {"id": 7, "title": "明前龙井"},
    "showcase": None,
    "counts": True,
    "created_at": "2026-03-01T03:00:00Z",
    "recent": {"currency": "CNY", "visits": 32, "orders": 2, "commission_fen": 1760},
}
OF_A_DAY = {
    "currency": "CNY",
    "day": "2026-03-12",
    "visits": 32,
    "newcomers": 30,
    "capped": 0,
    "orders": 2,
    "pending_fen": 1760,
    "settled_fen": 0,
    "cancelled_fen": 0,
}
EXAMPLE_DETAIL = EXAMPLE | {"days": [OF_A_DAY]}
