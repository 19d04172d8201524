"""GET /shop/statements, /shop/statements/{day} and /shop/balance: the shop's money, told from the ledger."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.response import Response

from api.days import DAY, MonthQuery, month_of
from api.problems import NotFound, NotValid
from api.schema import refuses
from api.v1.shop_statement_shapes import (
    EXAMPLE_BALANCE,
    EXAMPLE_DAY,
    EXAMPLE_MONTH,
    BalanceShape,
    MonthShape,
    StatementShape,
    in_fen,
)
from api.views import OfShop
from orders.books import account, held, month, moving, statement


class ShopStatements(OfShop):
    resource = "statements"

    @extend_schema(
        summary="A month of the shop's money, day by day",
        parameters=[MonthQuery],
        responses=MonthShape,
        examples=[OpenApiExample("March", value=EXAMPLE_MONTH, response_only=True)],
    )
    @refuses(NotValid)
    def get(self, request):
        first = month_of(MonthQuery.read(request))
        days = month.of(self.shop, first)
        shown = [{"day": day.day, "balance_fen": day.balance_fen} | in_fen(day.figures) for day in days]
        total = in_fen(month.total(days))
        return Response(MonthShape({"month": first, "days": shown, "total": total}).data)


class ShopStatement(OfShop):
    resource = "statements"

    @extend_schema(
        summary="The shop's statement of a day",
        description="Whole and in one piece. Its closing is the opening of the day after.",
        parameters=[DAY],
        responses=StatementShape,
        examples=[OpenApiExample("A division", value=EXAMPLE_DAY, response_only=True)],
    )
    @refuses(NotFound)
    def get(self, request, day):
        told = statement.of(self.shop, day)
        shown = {"day": day, "opening_fen": told.opening_fen, "closing_fen": told.closing_fen}
        return Response(StatementShape(shown | {"lines": told.lines}).data)


class ShopBalance(OfShop):
    resource = "statements"

    @extend_schema(
        summary="What is owed and what is held, now",
        responses=BalanceShape,
        examples=[OpenApiExample("Three to ship", value=EXAMPLE_BALANCE, response_only=True)],
    )
    def get(self, request):
        payable, receivable = account.balances(self.shop)
        owed = {"payable_fen": payable, "receivable_fen": receivable}
        shown = owed | {"back_fen": moving.owed_back(self.shop), "held": held.of(self.shop)}
        return Response(BalanceShape(shown).data)
