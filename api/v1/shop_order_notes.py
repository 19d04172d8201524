"""POST /shop/orders/{number}/notes: for the shop's staff and its other applications, and nobody else."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.response import Response

from api.bodies import Body
from api.fields import Text
from api.problems import NotFound
from api.schema import refuses
from api.v1.shop_order_shapes import EXAMPLE_DETAIL, NoteShape
from api.views import OfShop
from orders.models import Order, OrderNote
from orders.models.note import WORDS


class NoteBody(Body):
    words = Text(max_length=WORDS)


class ShopOrderNotes(OfShop):
    resource = "orders"

    @extend_schema(
        summary="Note something on an order",
        description="It can be neither changed nor deleted, and is forgotten together with the address.",
        request=NoteBody,
        responses={201: NoteShape},
        examples=[
            OpenApiExample("Friday", value={"words": "周五前发"}, request_only=True),
            OpenApiExample("Friday", value=EXAMPLE_DETAIL["notes"][0], response_only=True),
        ],
    )
    @refuses(NotFound)
    def post(self, request, number):
        order = get_object_or_404(Order, number=number, shop=self.shop)
        note = OrderNote.write(order, program=self.program, **NoteBody.read(request).validated_data)
        note.refresh_from_db(fields=["at"])
        return Response(NoteShape(note).data, status=201)
