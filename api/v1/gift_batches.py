"""POST /gift-batches sends up to 1,000 gifts for customers; GET follows what becomes of them."""

from typing import Literal

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api import batches, models, problems
from api.bodies import Body
from api.fields import Moment, Priced, Text
from api.paging import PageQuery, page, page_of
from api.problems import NotFound, NotValid
from api.schema import refuses
from api.v1 import examples
from api.v1.gifts import CustomerBody, GiftWish, as_sending_takes
from api.v1.shapes import PaymentShape, ShopRef
from api.views import OfPartner
from payments.models import Payment


class BatchWish(GiftWish):
    customer = CustomerBody(help_text="Who gives.")
    reference = Text(max_length=64, required=False, help_text="Yours, to know the item by.")


class GiftBatchBody(Body):
    items = BatchWish(many=True, min_length=1, max_length=settings.GIFTS_PER_BATCH)

    def wishes(self):
        keep = {"customer", "reference"}
        return [
            as_sending_takes(wish) | {name: value for name, value in wish.items() if name in keep}
            for wish in self.validated_data["items"]
        ]


class GiftBatchShape(serializers.Serializer):
    """`working` until every item is placed or refused. A placed gift is sent once it is paid for."""

    number = serializers.CharField()
    state = serializers.SerializerMethodField()
    total = serializers.IntegerField()
    placed = serializers.IntegerField()
    refused = serializers.IntegerField()
    created_at = Moment()

    def get_state(self, batch) -> Literal["working", "done"]:
        return batch.state


class ItemProblem(serializers.Serializer):
    """As in a problem's answer."""

    type = serializers.CharField()
    code = serializers.CharField()
    title = serializers.CharField()
    detail = serializers.CharField(allow_blank=True)


class GiftBatchItemShape(serializers.Serializer):
    position = serializers.IntegerField(help_text="In the request, from 0.")
    reference = serializers.CharField(allow_blank=True)
    customer = serializers.CharField()
    result = serializers.ChoiceField(["waiting", "placed", "refused"])
    gift = serializers.CharField(source="gift.code", default=None, allow_null=True)
    payment = serializers.CharField(
        source="gift.order.payment.number", default=None, allow_null=True, help_text="Which covers the gift."
    )
    problem = serializers.SerializerMethodField()

    def get_problem(self, item) -> ItemProblem(allow_null=True):
        if item.problem is None:
            return None
        refusal = problems.catalogue()[item.problem["code"]](**item.problem["extra"])
        shown = problems.body(refusal)
        return {name: shown[name] for name in ("type", "code", "title", "detail")}


class GiftBatchPaymentShape(Priced, PaymentShape):
    """One payment covers the gifts of one customer in one shop, at most 50."""

    shop = ShopRef()
    customer = serializers.CharField(source="payer.customer.external_id")
    amount_fen = serializers.IntegerField()


WISH = {
    "variant": 21,
    "price_fen": 8800,
    "greeting": "中秋快乐",
    "customer": {"external_id": "crm-42", "nickname": "小明"},
}
EXAMPLE = {"items": [WISH | {"reference": "row-1"}, WISH | {"reference": "row-2"}]}
BEGUN = {
    "number": "7QK2M0XW4T9B",
    "state": "working",
    "total": 2,
    "placed": 0,
    "refused": 0,
    "created_at": "2026-03-01T08:30:00Z",
}
DONE = BEGUN | {"state": "done", "placed": 1, "refused": 1}
ITEM = {"customer": "crm-42", "gift": None, "payment": None, "problem": None}
ITEMS = [
    ITEM
    | {
        "position": 1,
        "reference": "row-2",
        "result": "refused",
        "problem": {
            "type": "/problems/out-of-stock",
            "code": "out-of-stock",
            "title": "Sold out",
            "detail": "There is not enough left in stock.",
        },
    },
    ITEM
    | {
        "position": 0,
        "reference": "row-1",
        "result": "placed",
        "gift": "D3Q3X30EA990",
        "payment": examples.PAYMENT["number"],
    },
]
PAYMENT = examples.PAYMENT | {
    "currency": "CNY",
    "shop": examples.SHOP,
    "customer": "crm-42",
    "amount_fen": 8800,
}


def _own(view):
    return models.GiftBatch.objects.filter(application__partner=view.partner)


class GiftBatches(OfPartner):
    resource = "gifts"

    @extend_schema(
        summary="Your batches, newest first",
        parameters=[PageQuery],
        responses=page_of(GiftBatchShape, "GiftBatchPage"),
        examples=[examples.listed("Batches", DONE)],
    )
    @refuses(NotValid)
    def get(self, request):
        rows = _own(self).counted()
        return page(rows, PageQuery.read(request), lambda found: GiftBatchShape(found, many=True).data)

    @extend_schema(
        summary="Send many gifts",
        description="Each is placed or refused for itself. Follow the batch, then hand the payments' links to your "
        "customers, or pay them yourself: they are open for 30 minutes.",
        request=GiftBatchBody,
        responses={202: GiftBatchShape},
        examples=[
            OpenApiExample("Two", value=EXAMPLE, request_only=True),
            examples.shown("Begun", BEGUN, 202),
        ],
    )
    def post(self, request):
        batch = batches.begin(request.auth.application, GiftBatchBody.read(request).wishes())
        shown = GiftBatchShape(_own(self).counted().get(pk=batch.pk)).data
        address = reverse("api:v1:gift_batch", args=[batch.number])
        return Response(shown, status=202, headers={"Location": address})


class GiftBatch(OfPartner):
    resource = "gifts"

    @extend_schema(
        summary="How far a batch is", responses=GiftBatchShape, examples=[examples.shown("Done", DONE)]
    )
    @refuses(NotFound)
    def get(self, request, number):
        return Response(GiftBatchShape(get_object_or_404(_own(self).counted(), number=number)).data)


class GiftBatchItems(OfPartner):
    resource = "gifts"

    @extend_schema(
        summary="What became of each gift of a batch, the last first",
        parameters=[PageQuery],
        responses=page_of(GiftBatchItemShape, "GiftBatchItemPage"),
        examples=[examples.listed("Items", *ITEMS)],
    )
    @refuses(NotFound, NotValid)
    def get(self, request, number):
        items = get_object_or_404(_own(self), number=number).items.select_related("gift__order__payment")
        return page(items, PageQuery.read(request), lambda rows: GiftBatchItemShape(rows, many=True).data)


class GiftBatchPayments(OfPartner):
    resource = "gifts"

    @extend_schema(
        summary="The payments that a batch waits for, the last first",
        parameters=[PageQuery],
        responses=page_of(GiftBatchPaymentShape, "GiftBatchPaymentPage"),
        examples=[examples.listed("Payments", PAYMENT)],
    )
    @refuses(NotFound, NotValid)
    def get(self, request, number):
        batch = get_object_or_404(_own(self), number=number)
        rows = Payment.objects.filter(
            pk__in=batch.items.filter(gift__isnull=False).values("gift__order__payment")
        ).select_related("shop", "payer__customer")

        def show(found):
            return GiftBatchPaymentShape(found, many=True, context={"for_customer": True}).data

        return page(rows, PageQuery.read(request), show)
