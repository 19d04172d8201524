"""POST /shop/shipments: many orders have left, each as one parcel; every one of them has its own answer."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api import problems
from api.bodies import Body, Strict
from api.fields import Text
from api.schema import ProblemShape
from api.views import OfShop
from giftshop.refusals import Refused
from orders import fulfilment
from orders.models import Carrier, Order

MOST = 200  # so that their locks are held for a second or two


class ShipmentBody(Strict):
    order = Text(max_length=16, help_text="The order's number.")
    carrier = Text(max_length=40, help_text="A `code` of `GET /carriers`, or the carrier's name.")
    tracking_number = Text(max_length=40)


class ShipmentsBody(Body):
    items = ShipmentBody(many=True, allow_empty=False, max_length=MOST)


class ShipmentResult(serializers.Serializer):
    order = serializers.CharField()
    result = serializers.ChoiceField(["done", "refused"])
    problem = ProblemShape(allow_null=True)


class ShipmentResults(serializers.Serializer):
    items = ShipmentResult(many=True, help_text="In the order of the request.")


ASKED = {
    "items": [
        {"order": "7QK2M0XW4T9B", "carrier": "SF", "tracking_number": "SF1234567890123"},
        {"order": "D3Q3X30EA990", "carrier": "SF", "tracking_number": "1"},
    ]
}
ANSWERED = {
    "items": [
        {"order": "7QK2M0XW4T9B", "result": "done", "problem": None},
        {
            "order": "D3Q3X30EA990",
            "result": "refused",
            "problem": {
                "type": "/problems/tracking-not-valid",
                "title": "This tracking number does not look right",
                "status": 422,
                "detail": "Please check the carrier and the number on the slip.",
                "code": "tracking-not-valid",
            },
        },
    ]
}


class ShopShipments(OfShop):
    resource = "orders"

    @extend_schema(
        summary="Ship up to 200 orders",
        description="What is refused (`not-found`, `tracking-not-valid`, `illegal-transition`) holds up nothing else. "
        "An order that has left just like this already is done.",
        request=ShipmentsBody,
        responses=ShipmentResults,
        examples=[
            OpenApiExample("Two", value=ASKED, request_only=True),
            OpenApiExample("Two", value=ANSWERED, response_only=True),
        ],
    )
    def post(self, request):
        items = ShipmentsBody.read(request).validated_data["items"]
        numbers = {item["order"] for item in items}
        found = Order.objects.filter(shop=self.shop, number__in=numbers).select_related("shipment")
        known = {order.number: order for order in found}
        answers = {}
        # Orders are locked by primary key, so that two such requests wait for each other in turn and never in a circle.
        for place in sorted(range(len(items)), key=lambda place: _pk(known, items[place])):
            answers[place] = self._answer(items[place], known.get(items[place]["order"]))
        shown = [answers[place] for place in range(len(items))]
        return Response(ShipmentResults({"items": shown}).data)

    def _answer(self, item, order):
        """The verb has a savepoint of its own: what it refuses leaves nothing behind."""
        told = {"order": item["order"], "result": "done", "problem": None}
        try:
            self._ship(item, order)
        except Refused as refusal:
            told |= {"result": "refused", "problem": problems.body(refusal)}
        return told

    def _ship(self, item, order):
        if order is None:
            raise problems.NotFound
        carrier = Carrier.named(item["carrier"])
        shipment = getattr(order, "shipment", None)
        if shipment is None or not shipment.is_just(carrier, item["tracking_number"]):
            sent = {"carrier": carrier, "tracking_number": item["tracking_number"]}
            order.shipment = fulfilment.ship(order.pk, program=self.program, **sent).shipment


def _pk(known, item):
    return known[item["order"]].pk if item["order"] in known else 0
