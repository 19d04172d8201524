"""After-sale of one's own orders. That of a gift is among the gift's pages."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giftshop.middleware import private
from orders.aftersale import counter
from orders.models import Order


def of_own(view):
    """Calls `view(request, desk)` for the buyer of an order for oneself."""

    @private
    @login_required
    @wraps(view)
    def wrapper(request, number):
        orders = Order.objects.own(request.user).select_related("shop").with_lines()
        order = get_object_or_404(orders, number=number)
        home = reverse("orders:detail", args=[number])
        return view(request, counter.Desk(order, request.user, "orders", number, home, with_amounts=True))

    return wrapper


form = require_http_methods(["GET", "POST"])

page = require_safe(of_own(counter.page))
ask = form(of_own(counter.ask))
withdraw = require_POST(of_own(counter.withdraw))
post_back = form(of_own(counter.post_back))
appeal = form(of_own(counter.appeal))
