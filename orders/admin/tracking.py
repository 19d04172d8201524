"""Tracking numbers by file: the orders to ship as a file to fill in, a look at what would happen, then shipping."""

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.shortcuts import render
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from giftshop import sheets
from orders import parcels
from orders.admin.forms import SheetForm
from orders.models import Carrier, Order
from orders.refusals import FileNotRead
from shops.admin.scope import posts


def page(request, admin):
    """A file is looked at first; its lines come back as `lines` to be carried out, and are looked at anew."""
    context = {"form": SheetForm(), "most": parcels.MAX_LINES, "carriers": Carrier, "opts": admin.opts}
    status = 200
    if request.method == "POST":
        try:
            context |= _carried_out(request, admin) if "lines" in request.POST else _looked_at(request, admin)
        except FileNotRead as refusal:
            messages.error(request, refusal.detail)
            status = 422
    context["title"] = _("Tracking numbers by file")
    shell = admin.admin_site.each_context(request)
    return render(request, "orders/admin/tracking.html", shell | context, status=status)


def _looked_at(request, admin):
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        raise FileNotRead(" ".join(form.errors["file"]))
    lines = parcels.judge(parcels.read(form.cleaned_data["file"].read()), admin.get_queryset(request))
    ready = [line for line in lines if line.is_ready]
    asked_again = sheets.text([HEADER, *(line.cells for line in lines)])
    return {"lines": lines, "ready": len(ready), "text": asked_again}


HEADER = ["order number", "carrier", "tracking number"]


def _carried_out(request, admin):
    lines = parcels.judge(parcels.of_text(request.POST["lines"]), admin.get_queryset(request))
    ready = [line for line in lines if line.is_ready]
    parcels.ship(ready)
    shipped = [line for line in ready if line.is_done]
    orders = [line.order for line in shipped]
    LogEntry.objects.log_actions(request.user.pk, orders, CHANGE, _("Shipped"))
    refused = [line for line in lines if line.refusal]
    rows = [[*_header(), _("why not")], *([*line.cells, line.refusal] for line in refused)]
    return {
        "is_over": True,
        "lines": lines,
        "shipped": len(shipped),
        "refused": refused and sheets.address(rows),
    }


def _header():
    return [_("order number"), _("carrier"), _("tracking number")]


def template(request, admin):
    """The orders to ship, the soonest due first. The address only for who works in the shop that ships it."""
    to_ship = admin.get_queryset(request).filter(state=Order.State.TO_SHIP).select_related("delivery")
    orders = to_ship.order_by("ship_due_at", "pk")[: parcels.MAX_LINES]
    header = [*_header(), _("goods"), _("ship by"), _("consignee"), _("phone"), _("address")]
    rows = [header, *(_row(order, order.shop_id in posts(request)) for order in orders)]
    return sheets.answer(f"to-ship-{localdate().isoformat()}.csv", rows)


def _row(order, is_ours):
    goods = "; ".join(map(str, order.lines.all()))
    due = localtime(order.ship_due_at).strftime("%Y-%m-%d %H:%M")
    return [order.number, "", "", goods, due, *_address(order.destination if is_ours else None)]


def _address(to):
    return [to.consignee, to.dialled, to.whole] if to else ["", "", ""]
