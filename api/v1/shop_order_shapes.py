"""An order as its shop sees it: what to pack and where it goes, never who paid or how, nor who got a gift's link."""

from typing import Literal

from rest_framework import serializers

from api.fields import Moment
from api.v1.shapes import Amount, Goods
from api.v1.shop_refund_shapes import GIVEN_BACK, OrderRefund
from orders.models import Order
from orders.ports import KINDS

CLOSED = ["lapsed", "cancelled", "withdrawn", "backstop", "after-sale", GIVEN_BACK]
PACKED = {Order.State.TO_SHIP, Order.State.SHIPPED}


class ShopOrderLine(Goods):
    variant_id = serializers.IntegerField()
    product_id = serializers.IntegerField(source="variant.product_id")
    sku = serializers.CharField(source="variant.sku", allow_blank=True, help_text="As it is now.")
    quantity = serializers.IntegerField()
    unit_price_fen = serializers.IntegerField()


class ParcelSent(serializers.Serializer):
    carrier = serializers.CharField(help_text="A `code` of `GET /carriers`.")
    tracking_number = serializers.CharField()


class ShopOrderShape(serializers.Serializer):
    number = serializers.CharField()
    kind = serializers.ChoiceField(Order.Kind.choices)
    state = serializers.ChoiceField(Order.State.choices)
    wechat_code = serializers.IntegerField(help_text="The state's number in 微信小店.")
    lines = ShopOrderLine(many=True)
    amount = Amount(source="*")
    goods_back_fen = serializers.IntegerField(help_text="What went back of the goods.")
    parcel = ParcelSent(source="shipment", default=None, allow_null=True)
    ship_due_at = Moment(allow_null=True)
    placed_at = Moment()
    paid_at = Moment(allow_null=True)
    accepted_at = Moment(allow_null=True, help_text="Of a gift.")
    shipped_at = Moment(allow_null=True)
    completed_at = Moment(allow_null=True)
    released_at = Moment(allow_null=True, help_text="When its money was divided.")
    closed_at = Moment(allow_null=True)


class DeliverTo(serializers.Serializer):
    """For whoever packs the parcel. Do not keep it longer than shipping takes."""

    consignee = serializers.CharField()
    phone = serializers.CharField(source="dialled")
    province = serializers.CharField()
    city = serializers.CharField()
    district = serializers.CharField(allow_blank=True)
    detail = serializers.CharField()


class CardShape(serializers.Serializer):
    """What the packing slip of a gift says."""

    words = serializers.CharField(help_text="The greeting.")
    sender = serializers.CharField(help_text="The giver's nickname.")


class NoteShape(serializers.Serializer):
    words = serializers.CharField(
        allow_blank=True, help_text="Empty once it is forgotten, together with the address."
    )
    by = serializers.CharField(help_text="The nickname of one of the staff, or the name of an application.")
    at = Moment()


class ShopOrderDetail(ShopOrderShape):
    note = serializers.CharField(allow_blank=True, help_text="The buyer's words to the shop.")
    fee_bps = serializers.IntegerField(help_text="The platform's fee, in basis points of the goods.")
    fee_fen = serializers.IntegerField(allow_null=True, help_text="Once the money is divided.")
    closed_because = serializers.SerializerMethodField()
    deliver_to = serializers.SerializerMethodField(
        help_text="From the moment that it has to be shipped until it has arrived."
    )
    card = serializers.SerializerMethodField(help_text="Of a gift, together with the address.")
    refunds = OrderRefund(many=True)
    notes = serializers.SerializerMethodField(help_text="What the shop's staff and applications noted.")

    def get_closed_because(self, order) -> Literal["", *CLOSED]:
        return order.close_reason if order.close_reason in CLOSED else order.close_reason and GIVEN_BACK

    def get_deliver_to(self, order) -> DeliverTo(allow_null=True):
        return DeliverTo(order.destination).data if _is_packed(order) else None

    def get_card(self, order) -> CardShape(allow_null=True):
        if not order.is_gift or not _is_packed(order):
            return None
        return CardShape(KINDS[order.kind].cards([order])[order.pk]).data

    def get_notes(self, order) -> NoteShape(many=True):
        notes = order.notes.select_related("author").order_by("pk")
        return NoteShape(notes, many=True).data


def _is_packed(order):
    return order.state in PACKED and order.destination is not None


EXAMPLE = {
    "number": "7QK2M0XW4T9B",
    "kind": "gift",
    "state": "to_ship",
    "wechat_code": 20,
    "lines": [
        {
            "title": "明前龙井",
            "variant": "罐装",
            "picture": "https://shop.example/media/pictures/0a4d55a8d778e5022fab701977c5d840bbc486d0.jpg",
            "variant_id": 21,
            "product_id": 7,
            "sku": "LJ-TIN",
            "quantity": 1,
            "unit_price_fen": 8800,
        }
    ],
    "amount": {"currency": "CNY", "goods_fen": 8800, "freight_fen": 0, "total_fen": 8800},
    "goods_back_fen": 0,
    "parcel": None,
    "ship_due_at": "2026-03-03T08:30:00Z",
    "placed_at": "2026-03-01T07:58:11Z",
    "paid_at": "2026-03-01T07:58:40Z",
    "accepted_at": "2026-03-01T08:30:00Z",
    "shipped_at": None,
    "completed_at": None,
    "released_at": None,
    "closed_at": None,
}
EXAMPLE_DETAIL = EXAMPLE | {
    "note": "",
    "fee_bps": 100,
    "fee_fen": None,
    "closed_because": "",
    "deliver_to": {
        "consignee": "王小波",
        "phone": "13800138000",
        "province": "浙江省",
        "city": "杭州市",
        "district": "西湖区",
        "detail": "文三路 100 号",
    },
    "card": {"words": "生日快乐", "sender": "小梅"},
    "refunds": [],
    "notes": [{"words": "周五前发", "by": "Tea Works ERP", "at": "2026-03-01T09:00:00Z"}],
}
