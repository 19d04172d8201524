from django import forms
from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from giftshop.money import yuan
from orders import fulfilment
from orders.admin import statement
from orders.admin.verbs import ByVerbs
from orders.aftersale import goodwill
from orders.models import Carrier, Order, Shipment
from orders.refusals import WrongTracking
from shops.forms import YuanField


class FulfilmentForm(forms.ModelForm):
    """Ship the order as one parcel, or say that it cannot be delivered."""

    carrier = forms.ChoiceField(label=_("Carrier"), choices=[("", "–"), *Carrier.choices], required=False)
    tracking_number = forms.CharField(label=_("Tracking number"), max_length=40, required=False)
    cannot_deliver = forms.BooleanField(
        label=_("We cannot deliver it"), required=False, help_text=_("The buyer gets everything paid back.")
    )
    stock_left = forms.IntegerField(
        label=_("Stock left, as counted"),
        min_value=0,
        required=False,
        help_text=_("Needed if you cannot deliver."),
    )

    class Meta:
        model = Order
        fields = []

    def clean(self):
        data = super().clean()
        if data.get("cannot_deliver"):
            if data.get("stock_left") is None:
                self.add_error("stock_left", _("Please count what is left."))
            return data
        try:
            Shipment.clean_tracking(data.get("carrier"), data.get("tracking_number", ""))
        except WrongTracking as refusal:
            self.add_error("tracking_number", refusal.detail)
        return data

    def carry_out(self, order, by):
        data = self.cleaned_data
        if data["cannot_deliver"]:
            return fulfilment.withdraw(order.pk, stock_left=data["stock_left"])
        return fulfilment.ship(order.pk, carrier=data["carrier"], tracking_number=data["tracking_number"])


class GoodwillForm(forms.ModelForm):
    """The order's money is divided: what goes back now is the shop's own."""

    goods_fen = YuanField(
        label=_("Give money back, in yuan"),
        help_text=_("Out of the shop's own account, at most what is left of the goods. It cannot be undone."),
    )

    class Meta:
        model = Order
        fields = []

    def carry_out(self, order, by):
        return goodwill.refund_released(order.pk, by=by, goods_fen=self.cleaned_data["goods_fen"])


@admin.register(Order)
class OrderAdmin(ByVerbs):
    """Staff see and ship the orders of their shops; the operator those of all. The address shows once it has
    to be shipped.
    """

    form = FulfilmentForm
    list_display = ["number", "shop", "kind", "state", "goods", "ship_due_at", "placed_at"]
    list_filter = ["state", "kind"]
    search_fields = ["number__exact"]
    ordering = ["-pk"]
    owners_only = ["total", "back"]
    change_list_template = "orders/admin/orders.html"
    shown = ["number", "shop", "kind", "state", "goods", "total", "back", "note", "deliver_to", "parcel"]
    dates = ["placed_at", "paid_at", "ship_due_at", "shipped_at", "completed_at", "released_at", "closed_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("shop").prefetch_related("lines")

    def get_urls(self):
        page = self.admin_site.admin_view(self.statement)
        return [path("statement/", page, name="orders_order_statement"), *super().get_urls()]

    def statement(self, request):
        return statement.page(request, self.admin_site)

    def verb_form(self, obj):
        return _form_of(obj)

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **kwargs | {"form": _form_of(obj) or FulfilmentForm})

    def has_change_permission(self, request, obj=None):
        form = _form_of(obj)
        if form is GoodwillForm and not self.owns(request, obj):
            return False
        return form is not None and self.has_view_permission(request, obj)

    @admin.display(description=_("goods"))
    def goods(self, order):
        return ", ".join(map(str, order.lines.all()))

    @admin.display(description=_("paid"))
    def total(self, order):
        return yuan(order.total_fen)

    @admin.display(description=_("of the goods given back"))
    def back(self, order):
        return yuan(order.goods_back_fen)

    @admin.display(description=_("deliver to"))
    def deliver_to(self, order):
        if not order.paid_at or not hasattr(order, "delivery"):
            return "–"
        to = order.delivery
        return f"{to.consignee} {to.phone} {to.province} {to.city} {to.district} {to.detail}"

    @admin.display(description=_("parcel"))
    def parcel(self, order):
        return str(getattr(order, "shipment", "–"))


def _form_of(order):
    """What can be done about the order now, None for nothing."""
    if order is None:
        return None
    if order.can("ship"):
        return FulfilmentForm
    return GoodwillForm if order.is_released and order.goods_left_fen else None
