"""Ship the marked orders: a row for each, with its carrier and number."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giftshop.refusals import Refused
from orders import fulfilment
from orders.admin import chosen
from orders.admin.forms import CommonForm, ParcelForm
from orders.models import Order


def page(request, admin):
    to_ship = admin.get_queryset(request).filter(state=Order.State.TO_SHIP)
    orders = chosen.orders(request, to_ship.select_related("delivery").order_by("ship_due_at", "pk"))
    given = request.POST if request.method == "POST" else None
    common = CommonForm(given)
    rows = [(order, ParcelForm(given, prefix=f"o{order.pk}")) for order in orders]
    status = 200
    if given is not None and common.is_valid():
        left = [(order, form) for order, form in rows if not _shipped(request, admin, order, form, common)]
        _tell(request, len(rows) - len(left))
        if not left:
            return redirect("admin:orders_order_changelist")
        rows, status = left, 422 if any(form.errors for _order, form in left) else 200
    context = {"common": common, "rows": rows, "title": _("Ship the marked orders"), "opts": admin.opts}
    shell = admin.admin_site.each_context(request)
    return render(request, "orders/admin/ship.html", shell | context, status=status)


def _shipped(request, admin, order, form, common):
    """Whether it is on its way now. What is left empty is left for later."""
    if not form.is_valid() or not form.cleaned_data["tracking_number"]:
        return False
    carrier = form.cleaned_data["carrier"] or common.cleaned_data["carrier"]
    try:
        fulfilment.ship(order.pk, carrier=carrier, tracking_number=form.cleaned_data["tracking_number"])
    except Refused as refusal:
        form.add_error("tracking_number", f"{refusal.title} – {refusal.detail}")
        return False
    admin.log_change(request, order, _("Shipped"))
    return True


def _tell(request, count):
    if count:
        messages.success(request, _("Orders shipped: %d") % count)
