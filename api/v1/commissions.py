"""GET /commissions and /commissions/days: what one earns. Own orders one by one, gifts as sums of days."""

from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api import days
from api.fields import Priced
from api.paging import PageQuery, page, page_of
from api.problems import NotValid
from api.schema import refuses
from api.v1.shapes import ShopRef
from api.v1.share_link_shapes import OF_A_DAY, FiguresOfDay, Visits
from api.views import View
from giftshop.clock import db_now
from sharers import commissions
from sharers.commissions import State
from sharers.figures import mine
from sharers.figures.months import Month
from sharers.sharing import Sharing

STATES = {state.name.lower(): state for state in State}


class StateField(serializers.ChoiceField):
    """By its name."""

    def __init__(self, **kwargs):
        super().__init__(list(STATES), **kwargs)

    def to_representation(self, value):
        return State(value).name.lower()


class CommissionShape(Priced):
    """Of one order that somebody placed for themselves: never who, nor which order."""

    day = serializers.DateField(help_text="Of the payment, by Beijing's calendar.")
    shop = ShopRef(source="order.shop")
    state = StateField()
    wechat_code = serializers.IntegerField(source="state", help_text="The state's number in 微信小店.")
    goods_fen = serializers.IntegerField(source="order.goods_fen", help_text="Goods paid.")
    back_fen = serializers.SerializerMethodField(help_text="Of them given back.")
    base_fen = serializers.SerializerMethodField(help_text="Of which the rate is taken.")
    rate_bps = serializers.IntegerField(source="bps")
    amount_fen = serializers.IntegerField(help_text="Of what is cancelled, what it would have been.")
    reason = serializers.SerializerMethodField(help_text="Why it stands so, in your language.")

    def get_base_fen(self, line) -> int:
        return commissions.base_fen(line)

    def get_back_fen(self, line) -> int:
        return line.order.goods_fen - commissions.base_fen(line)

    def get_reason(self, line) -> str:
        return str(commissions.reason(line))


class GiftsOfDay(Priced):
    day = serializers.DateField(help_text="Of the payment.")
    state = StateField()
    count = serializers.IntegerField(help_text="Gifts paid for.")
    amount_fen = serializers.IntegerField(
        source="total_fen", allow_null=True, help_text="Of those that were accepted; null: of none yet."
    )


class CommissionDays(Priced):
    month = days.Month()
    days = FiguresOfDay(many=True, help_text="The newest first.")
    gifts = GiftsOfDay(many=True, help_text="The gifts among them, by day and state.")
    total = Visits()


class CommissionsQuery(PageQuery):
    state = serializers.ChoiceField(list(STATES), required=False)


EXAMPLE = {
    "currency": "CNY",
    "day": "2026-03-01",
    "shop": {"code": "tea-house", "name": "茶语小铺"},
    "state": "pending",
    "wechat_code": 20,
    "goods_fen": 8800,
    "back_fen": 0,
    "base_fen": 8800,
    "rate_bps": 1000,
    "amount_fen": 880,
    "reason": "Waits for the parcel to be shipped",
}
EXAMPLE_DAYS = {
    "currency": "CNY",
    "month": "2026-03",
    "days": [OF_A_DAY],
    "gifts": [{"currency": "CNY", "day": "2026-03-12", "state": "pending", "count": 1, "amount_fen": 880}],
    "total": {name: value for name, value in OF_A_DAY.items() if name != "day"},
}


class Commissions(View):
    resource = "commissions"

    @extend_schema(
        summary="Your commission of own orders, newest first",
        description="Gifts are not told one by one: `GET /commissions/days` has their sums.",
        parameters=[CommissionsQuery],
        responses=page_of(CommissionShape, "CommissionPage"),
        examples=[OpenApiExample("Tea", value={"items": [EXAMPLE], "next": None}, response_only=True)],
    )
    @refuses(NotValid)
    def get(self, request):
        query = CommissionsQuery.read(request)
        lines = commissions.explained(commissions.own_orders(request.user))
        if "state" in query:
            lines = lines.filter(state=STATES[query["state"]])
        return page(lines, query, lambda rows: CommissionShape(rows, many=True).data)


class CommissionDaily(View):
    resource = "commissions"

    @extend_schema(
        summary="A month of your sharing, day by day",
        parameters=[days.MonthQuery],
        responses=CommissionDays,
        examples=[OpenApiExample("March", value=EXAMPLE_DAYS, response_only=True)],
    )
    @refuses(NotValid)
    def get(self, request):
        asked = days.MonthQuery.read(request)
        month = Month(days.month_of(asked), localdate(db_now()))
        told = mine.of(Sharing(request.user), month.first, month.last)
        gifts = commissions.gifts_by_day(request.user, month.paid)
        shown = {"days": told[::-1], "gifts": gifts, "total": mine.total(told)}
        return Response(CommissionDays({"month": month.first} | shown).data)
