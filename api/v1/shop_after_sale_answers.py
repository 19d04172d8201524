"""POST /shop/after-sales/{number}/approval, /rejection, /receipt: what the shop says. An appeal is the operator's."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.response import Response

from api.bodies import Body, Nothing
from api.fields import Flag, Text
from api.problems import NotFound
from api.schema import refuses
from api.v1.shop_after_sales import EXAMPLE_DETAIL, ShopAfterSaleDetail, aftersales_of
from api.views import OfShop
from giftshop.refusals import IllegalTransition
from orders.aftersale import answering
from orders.aftersale.models import WORDS
from orders.refusals import AfterSaleTooLate

ANSWERED = EXAMPLE_DETAIL | {"program": "ERP", "answered_at": "2026-03-06T11:00:00Z"}
REFUNDED = {"state": "refunded", "wechat_code": "MERCHANT_REFUND_SUCCESS", "due_at": None}
ENDED = {"ended_at": "2026-03-06T11:00:00Z"}
NO = {"words": "签收时完好无损"}
RETURNED = {
    "kind": "return",
    "wechat_code": "MERCHANT_RETURN_SUCCESS",
    "parcel_back": {"carrier": "ZTO", "tracking_number": "ZTO665544332211"},
    "posted_at": "2026-03-06T18:00:00Z",
    "received_at": "2026-03-08T09:00:00Z",
    "ended_at": "2026-03-08T09:00:00Z",
}


class ApprovalBody(Body):
    at_fault = Flag(
        required=False, default=False, help_text="It is the shop's fault: the freight may go back, too."
    )


class RejectionBody(Body):
    words = Text(max_length=WORDS, help_text="Why not, for whoever asks.")


class Answering(OfShop):
    resource = "after-sales"

    def answer(self, number, verb, **said):
        found = get_object_or_404(aftersales_of(self.shop), number=number)
        verb(found.pk, by=None, program=self.program, **said)
        found = aftersales_of(self.shop).get(pk=found.pk)
        return Response(ShopAfterSaleDetail(found).data, status=201)


class ShopAfterSaleApproval(Answering):
    @extend_schema(
        summary="Grant all that is asked for",
        description="The money goes back at once, or, of a return, the goods first.",
        request=ApprovalBody,
        responses={201: ShopAfterSaleDetail},
        examples=[
            OpenApiExample("Our fault", value={"at_fault": True}, request_only=True),
            OpenApiExample("Our fault", value=ANSWERED | REFUNDED | ENDED, response_only=True),
        ],
    )
    @refuses(NotFound, IllegalTransition)
    def post(self, request, number):
        wishes = ApprovalBody.read(request).validated_data
        return self.answer(number, answering.approve, **wishes)


class ShopAfterSaleRejection(Answering):
    @extend_schema(
        summary="Say no, and why",
        description="Whoever asked may appeal to the operator until `due_at`.",
        request=RejectionBody,
        responses={201: ShopAfterSaleDetail},
        examples=[
            OpenApiExample("Intact", value=NO, request_only=True),
            OpenApiExample(
                "Intact",
                value=ANSWERED
                | ENDED
                | {
                    "state": "rejected",
                    "wechat_code": "MERCHANT_REJECT_REFUND",
                    "rejection": NO["words"],
                    "due_at": "2026-03-13T11:00:00Z",
                },
                response_only=True,
            ),
        ],
    )
    @refuses(NotFound, IllegalTransition, AfterSaleTooLate)
    def post(self, request, number):
        wishes = RejectionBody.read(request).validated_data
        return self.answer(number, answering.reject, **wishes)


class ShopAfterSaleReceipt(Answering):
    @extend_schema(
        summary="The goods came back",
        description="Then the money goes back. Send no body.",
        request=None,
        responses={201: ShopAfterSaleDetail},
        examples=[OpenApiExample("Returned", value=ANSWERED | REFUNDED | RETURNED, response_only=True)],
    )
    @refuses(NotFound, IllegalTransition)
    def post(self, request, number):
        Nothing.read(request)
        return self.answer(number, answering.receive)
