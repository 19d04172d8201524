"""Commission, order by order and day by day, on pages and in files. Gifts are in sums of days only."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gifts.figures.days import bounds
from giftshop import paging, sheets
from giftshop.clock import db_now
from giftshop.middleware import private
from giftshop.money import plain_yuan
from sharers import commissions
from sharers.commissions import State
from sharers.figures import mine
from sharers.figures.months import Month
from sharers.sharing import Sharing

GIFT_DAYS = 31  # what is older stands among the daily totals
STATES = {"pending": State.PENDING, "settled": State.SETTLED, "cancelled": State.CANCELLED}


@private
@login_required
@require_safe
def commission(request):
    sharing = Sharing(request.user)
    if not sharing:
        return redirect("sharers:share")
    asked = request.GET.get("state", "")
    asked = asked if asked in STATES else ""
    page = paging.page_of(_lines(request.user, asked), paging.number_in(request.GET))
    context = {
        "tabs": [("", _("All")), *((name, state.label) for name, state in STATES.items())],
        "tab": asked,
        "page": _told(page),
        "gifts": [] if page.has_previous else _gifts(request.user, asked, _lately()),
        "State": State,
    }
    return render(request, "sharers/commission.html", context)


@private
@login_required
@require_safe
def days(request):
    sharing, month = Sharing(request.user), Month.asked(request.GET)
    if not sharing:
        return redirect("sharers:share")
    rows = mine.of(sharing, month.first, month.last)
    context = {"month": month, "days": rows[::-1], "sums": mine.total(rows)}
    return render(request, "sharers/days.html", context)


@private
@login_required
@require_safe
def days_file(request):
    """The table of days of `?month=2026-11` as CSV, amounts in yuan."""
    month = Month.asked(request.GET)
    head = [_("Day"), _("Visits"), _("Orders"), *(state.label for state in State)]
    rows = [
        [day.day, day.visits, day.orders, *(plain_yuan(getattr(day, name)) for name in mine.EARNED)]
        for day in mine.of(Sharing(request.user), month.first, month.last)
    ]
    return sheets.answer(f"sharing-{month}.csv", [head, *rows])


@private
@login_required
@require_safe
def lines_file(request):
    """The commission of what was paid for in the month: own orders one by one, gifts by day."""
    month = Month.asked(request.GET)
    head = [_("Day"), _("Kind of order"), _("Count"), _("Shop"), _("State")]
    head += [
        _("Goods paid"),
        _("Given back"),
        _("Commission base"),
        _("Rate"),
        _("Commission"),
        _("Explanation"),
    ]
    lines = _lines(request.user, "").filter(month.paid).iterator(chunk_size=2_000)
    rows = [_order_row(line) for line in lines]
    rows += [_gift_row(row) for row in _gifts(request.user, "", month.paid)]
    return sheets.answer(f"commission-{month}.csv", [head, *rows])


def _lines(user, state):
    lines = commissions.explained(commissions.own_orders(user))
    return lines.filter(state=STATES[state]) if state else lines


def _gifts(user, state, paid):
    return commissions.gifts_by_day(user, paid, **({"state": STATES[state]} if state else {}))


def _lately():
    first = localdate(db_now()) - timedelta(days=GIFT_DAYS - 1)
    return Q(order__paid_at__gte=bounds(first)[0])


def _told(page):
    for line in page:
        line.base_fen = commissions.base_fen(line)
        line.back_fen = line.order.goods_fen - line.base_fen
        line.reason = commissions.reason(line)
    return page


def _order_row(line):
    base = commissions.base_fen(line)
    amounts = [line.order.goods_fen, line.order.goods_fen - base, base]
    told = [line.day, _("Order"), 1, line.order.shop.name, State(line.state).label, *map(plain_yuan, amounts)]
    return [*told, f"{line.bps / 100:g}%", plain_yuan(line.amount_fen), commissions.reason(line)]


def _gift_row(row):
    amount = "" if row["total_fen"] is None else plain_yuan(row["total_fen"])
    return [
        row["day"],
        _("Gifts of the day"),
        row["count"],
        "",
        State(row["state"]).label,
        *[""] * 4,
        amount,
        "",
    ]
