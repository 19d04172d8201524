"""GET /shop/sharers and /shop/commissions: who shares the shop, what it brought and what it cost; never who bought."""

from calendar import monthrange

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.days import Month, MonthQuery, month_of
from api.fields import Moment, Priced
from api.paging import PageQuery, Place, PlaceQuery, page, page_of
from api.problems import NotValid
from api.schema import refuses
from api.views import OfShop
from sharers.figures import costs, recent
from sharers.models import Sharer

STATES = [state for state, _words in Sharer._meta.get_field("state").choices]


class SharerFigures(Priced):
    """Of the last 30 days, today with them."""

    visits = serializers.IntegerField(source="recent_visits")
    orders = serializers.IntegerField(source="recent_orders")
    commission_fen = serializers.IntegerField(
        source="recent_commission_fen", help_text="Pending and settled."
    )


class ShopSharerShape(serializers.Serializer):
    id = serializers.IntegerField()
    nickname = serializers.CharField(source="user.name")
    note = serializers.CharField(allow_blank=True, help_text="The shop's own.")
    state = serializers.ChoiceField(STATES)
    rate_bps = serializers.IntegerField(
        source="bps", help_text="In basis points of the goods, unless a product has its own."
    )
    joined_at = Moment()
    left_at = Moment(allow_null=True)
    recent = SharerFigures(source="*")


class ShopSharersQuery(PageQuery):
    state = serializers.ChoiceField(STATES, required=False)


class CostFigures(serializers.Serializer):
    visits = serializers.IntegerField()
    capped = serializers.IntegerField(help_text="Visits that were not believed, and do not count.")
    orders = serializers.IntegerField()
    sales_fen = serializers.IntegerField(help_text="Goods paid, without freight.")
    commission_fen = serializers.IntegerField(help_text="Of what was divided in the month.")


class CostShape(serializers.Serializer):
    kind = serializers.ChoiceField(list(costs.KINDS))
    id = serializers.IntegerField(source="owner.pk", help_text="Of a sharer, as in `GET /shop/sharers`.")
    name = serializers.SerializerMethodField(help_text="The nickname, or a channel's name.")
    figures = CostFigures()

    def get_name(self, cost) -> str:
        return cost.owner.name if cost.kind == "channel" else cost.owner.user.name


class CostPage(Priced):
    month = Month()
    count = serializers.IntegerField(help_text="Of all pages.")
    total = CostFigures(help_text="Of all pages.")
    items = CostShape(many=True)
    next = serializers.CharField(allow_null=True)


class CostsQuery(MonthQuery, PlaceQuery):
    pass


EXAMPLE = {
    "id": 12,
    "nickname": "小林",
    "note": "文三路店",
    "state": "active",
    "rate_bps": 1000,
    "joined_at": "2026-02-01T03:00:00Z",
    "left_at": None,
    "recent": {"currency": "CNY", "visits": 320, "orders": 14, "commission_fen": 12320},
}
FIGURES = {"visits": 320, "capped": 2, "orders": 14, "sales_fen": 123200, "commission_fen": 9680}
EXAMPLE_COSTS = {
    "currency": "CNY",
    "month": "2026-03",
    "count": 1,
    "total": FIGURES,
    "items": [{"kind": "sharer", "id": 12, "name": "小林", "figures": FIGURES}],
    "next": None,
}


class ShopSharers(OfShop):
    resource = "sharers"

    @extend_schema(
        summary="Who shares the shop, newest first",
        parameters=[ShopSharersQuery],
        responses=page_of(ShopSharerShape, "ShopSharerPage"),
        examples=[OpenApiExample("Lin", value={"items": [EXAMPLE], "next": None}, response_only=True)],
    )
    @refuses(NotValid)
    def get(self, request):
        query = ShopSharersQuery.read(request)
        asked = {"state": query["state"]} if "state" in query else {}
        sharers = Sharer.objects.filter(shop=self.shop, **asked).select_related("shop", "user")
        shown = recent.beside(sharers, "sharer")
        return page(shown, query, lambda rows: ShopSharerShape(rows, many=True).data)


class ShopCommissions(OfShop):
    resource = "commissions"

    @extend_schema(
        summary="What sharing brought and cost in a month",
        description="Sharers, promoters and the shop's own channels; the dearest first. A ranking: while the month "
        "runs, places may move between two pages.",
        parameters=[CostsQuery],
        responses=CostPage,
        examples=[OpenApiExample("March", value=EXAMPLE_COSTS, response_only=True)],
    )
    @refuses(NotValid)
    def get(self, request):
        query = CostsQuery.read(request)
        first, begin = month_of(query), query["cursor"]
        last = first.replace(day=monthrange(first.year, first.month)[1])
        told = costs.of([self.shop.pk], first, last, limit=query["limit"], offset=begin)
        end = begin + len(told.rows)
        shown = {"month": first, "count": told.count, "total": told.total, "items": told.rows}
        return Response(CostPage(shown | {"next": Place.at(end) if end < told.count else None}).data)
