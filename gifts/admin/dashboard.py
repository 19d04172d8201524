"""The figures: as the first page, as a list of days, and as files."""

from django.contrib import admin
from django.http import Http404
from django.urls import path
from django.utils.translation import gettext as _

from gifts.figures.board import PERIODS, Board
from gifts.figures.guide import steps
from gifts.models import ShopDay
from gifts.models.day import MEASURES
from giftshop import sheets
from giftshop.counter.base import ReadOnly
from giftshop.counter.ports import PANELS
from giftshop.money import plain_yuan, yuan
from shops.admin.scope import ALL_STAFF, ShopPage, posts
from shops.models import Shop, Staff

MONEY = ["sales_fen", "refunds_fen"]


@admin.register(ShopDay)
class ShopDayAdmin(ReadOnly, ShopPage):
    """Days that are over, one by one."""

    seen_by = ALL_STAFF
    owners_only = [*MONEY, "sales", "refunds"]
    list_display = [
        "day",
        "shop",
        "orders",
        "sales",
        "refunds",
        "gifts_sent",
        "gifts_accepted",
        "gifts_declined",
        "gifts_expired",
    ]
    list_filter = ["shop"]
    list_select_related = ["shop"]
    date_hierarchy = "day"
    ordering = ["-day", "shop"]

    def get_urls(self):
        page = self.admin_site.admin_view(self.sheet)
        return [path("<slug:table>.csv", page, name="gifts_shopday_sheet"), *super().get_urls()]

    @admin.display(description=_("sales"), ordering="sales_fen")
    def sales(self, day):
        return yuan(day.sales_fen)

    @admin.display(description=_("paid back"), ordering="refunds_fen")
    def refunds(self, day):
        return yuan(day.refunds_fen)

    def sheet(self, request, table):
        """What the first page shows, as a file."""
        board, money = board_of(request)
        tables = {"days": _days, "products": _products}
        if table not in tables or not self.has_view_permission(request):
            raise Http404
        return sheets.answer(f"{table}.csv", tables[table](board, money))


def board_of(request):
    """(the Board that who asks may see, whether it may tell of money). The query's `shop` and `days` narrow it."""
    length = next((n for n in PERIODS if str(n) == request.GET.get("days")), PERIODS[1])
    shops = None if request.user.is_superuser else list(posts(request))
    wanted = request.GET.get("shop", "")
    if wanted.isdecimal() and len(wanted) < 10 and (shops is None or int(wanted) in shops):
        shops = [int(wanted)]
    money = request.user.is_superuser or all(posts(request)[shop] == Staff.OWNER for shop in shops)
    return Board(shops, length), money


def context(request, context):
    """What the first page needs, for whoever works in a shop or runs them all."""
    if not (request.user.is_superuser or posts(request)):
        return context
    board, money = board_of(request)
    shops = Shop.objects.run_by(request.user)
    return context | {
        "board": board,
        "money": money,
        "figures": list(board.figures(money=money)),
        "charts": list(board.charts(money=money)),
        "guide": steps([shop for shop, role in posts(request).items() if role == Staff.OWNER]),
        "panels": [handler(board) for _app, handler in PANELS] if money else [],
        "periods": PERIODS,
        "shops": list(shops.order_by("name")[:50]),
        "waiting": shops.in_review().count() if request.user.is_superuser else 0,
        "chosen_shop": request.GET.get("shop", ""),
    }


def _days(board, money):
    names = [name for name in MEASURES if money or name not in MONEY]
    yield ["day", *names]
    for day in board.days:
        row = board.by_day.get(day, {})
        yield [day.isoformat(), *(_cell(name, row.get(name, 0)) for name in names)]


def _cell(name, value):
    return plain_yuan(value) if name in MONEY else value


def _products(board, money):
    yield ["product", "units", *(["sales_fen"] if money else [])]
    for product, units, fen in board.top:
        yield [product.title, units, *([_cell("sales_fen", fen)] if money else [])]
