"""The orders of a shop: the list as a queue, a page for each, and what is done to many at once."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.contrib.filters.admin import ChoicesDropdownFilter, ChoicesRadioFilter
from unfold.decorators import action, display

from giftshop.money import yuan
from giftshop.refusals import Refused
from orders.admin import chosen, shipping, slips, story, tracking
from orders.admin.books import lines, money, statement
from orders.admin.filters import DaysFilter, ProductFilter, ShipDueFilter
from orders.admin.forms import FulfilmentForm, GoodwillForm, NoteForm
from orders.admin.parts import address, due, goods, moment
from orders.admin.verbs import ByVerbs
from orders.books import entries
from orders.models import Order, OrderNote
from orders.models.querying import SHIP_NEXT
from orders.ports import KINDS
from shops.admin.scope import posts
from shops.models import Staff

State = Order.State
COLOURS = {
    State.PENDING_PAYMENT: "default",
    State.AWAITING_ACCEPTANCE: "info",
    State.TO_SHIP: "warning",
    State.SHIPPED: "primary",
    State.COMPLETED: "success",
    State.REFUNDED: "danger",
    State.CANCELLED: "default",
}


class ManyOrders(ByVerbs):
    """What the list leads to: a statement, files, and pages about the marked rows."""

    actions = ["ship_marked", "print_slips"]
    actions_list = ["tracking", "money", "statement"]

    def get_urls(self):
        pages = [
            ("ship/", self.ship, "ship"),
            ("tracking/to-ship.csv", self.tracking_template, "tracking_template"),
            ("slips/", self.slips, "slips"),
            ("money/lines/", self.lines, "lines"),
            ("<int:pk>/note/", self.note, "note"),
        ]
        named = [
            path(route, self.admin_site.admin_view(page), name=f"orders_order_{name}")
            for route, page, name in pages
        ]
        return [*named, *super().get_urls()]

    def has_own_permission(self, request):
        return request.user.is_superuser or Staff.OWNER in posts(request).values()

    @action(description=_("Funds"), icon="account_balance_wallet", permissions=["own"])
    def money(self, request):
        return money.page(request, self.admin_site)

    def lines(self, request):
        return lines.page(request, self.admin_site)

    @action(description=_("Statement of a day"), icon="receipt_long", permissions=["own"])
    def statement(self, request):
        return statement.page(request, self.admin_site)

    @action(description=_("Tracking numbers by file"), icon="upload_file", permissions=["view"])
    def tracking(self, request):
        return tracking.page(request, self)

    def tracking_template(self, request):
        self._refuse_strangers(request)
        return tracking.template(request, self)

    @admin.action(description=_("Ship the marked orders"), permissions=["view"])
    def ship_marked(self, request, rows):
        return chosen.go(request, "admin:orders_order_ship", rows)

    @admin.action(description=_("Print packing slips"), permissions=["view"])
    def print_slips(self, request, rows):
        return chosen.go(request, "admin:orders_order_slips", rows)

    def ship(self, request):
        self._refuse_strangers(request)
        return shipping.page(request, self)

    def slips(self, request):
        self._refuse_strangers(request)
        return slips.page(request, self)

    def note(self, request, pk):
        self._refuse_strangers(request)
        return _write_note(request, get_object_or_404(self.get_queryset(request), pk=pk))

    def _refuse_strangers(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied


@require_POST
def _write_note(request, order):
    form = NoteForm(request.POST)
    try:
        if form.is_valid():
            OrderNote.write(order, by=request.user, words=form.cleaned_data["words"])
        else:
            messages.error(request, " ".join(form.errors["words"]))
    except Refused as refusal:
        messages.error(request, f"{refusal.title} – {refusal.detail}")
    return redirect("admin:orders_order_change", order.pk)


@admin.register(Order)
class OrderAdmin(ManyOrders):
    """Staff see and ship the orders of their shops; the operator those of all. The address shows once it has
    to be shipped.
    """

    form = FulfilmentForm
    list_display = [
        "number",
        "shop",
        "kind",
        "standing",
        "goods",
        "pieces",
        "goes_to",
        "ship_by",
        "placed",
    ]
    list_filter = [
        ("state", ChoicesDropdownFilter),
        ShipDueFilter,
        ("kind", ChoicesRadioFilter),
        ("placed_at", DaysFilter),
        ("lines__variant__product", ProductFilter),
        "shop",
    ]
    search_fields = ["number__exact"]
    search_help_text = _("Order number, tracking number or the recipient's phone")
    show_full_result_count = False
    # As staff work through it: what is to be shipped, the soonest due first; then all else, the newest first.
    ordering = [SHIP_NEXT.asc(), "-pk"]
    owners_only = ["total", "back"]
    unrecorded = ["goods_fen"]  # the history is for clerks, too
    change_form_outer_after_template = "orders/admin/parts/story.html"
    groups = [
        (None, ["number", "shop", "kind", "state", "gift_page"]),
        (_("Parcel"), ["goes_to_in_full", "ship_by", "parcel"]),
        (_("Goods"), ["all_goods", "note", "total", "back"]),
    ]

    class Media:
        css = {"all": ["counter/orders.css"]}

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related("shop", "delivery", "shipment").with_lines()

    def get_list_display(self, request):
        names = super().get_list_display(request)
        alone = not request.user.is_superuser and len(posts(request)) == 1
        return [name for name in names if not (alone and name == "shop")]

    def get_ordering(self, request):
        """The operator packs nothing, and no index leads through the queues of all shops together."""
        return ["-pk"] if request.user.is_superuser else super().get_ordering(request)

    def get_search_results(self, request, rows, text):
        return (rows.found(text.strip()), False) if text.strip() else (rows, False)

    def verb_form(self, obj):
        return _form_of(obj)

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **kwargs | {"form": _form_of(obj) or FulfilmentForm})

    def has_change_permission(self, request, obj=None):
        form = _form_of(obj)
        if form is GoodwillForm and not self.owns(request, obj):
            return False
        return form is not None and self.has_view_permission(request, obj)

    def get_groups(self, request, obj):
        groups = super().get_groups(request, obj)
        with_page = request.user.is_superuser and obj.kind in dict(KINDS)
        return [
            (title, [name for name in names if name != "gift_page" or with_page]) for title, names in groups
        ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context |= {
                "story": story.of(obj),
                "story_title": _("The order's story"),
                "note_form": NoteForm(),
                "books": entries.of(obj) if self.owns(request, obj) else None,
                "sees_journals": request.user.is_superuser,
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @display(description=_("state"), ordering="state", label=COLOURS)
    def standing(self, order):
        return order.state, order.get_state_display()

    @display(description=_("goods"))
    def goods(self, order):
        return goods(order.lines.all())

    @display(description=_("pieces"))
    def pieces(self, order):
        return sum(line.quantity for line in order.lines.all())

    @display(description=_("goods"))
    def all_goods(self, order):
        return goods(order.lines.all(), counted=True)

    @display(description=_("paid"))
    def total(self, order):
        return yuan(order.total_fen)

    @display(description=_("of the goods given back"))
    def back(self, order):
        return yuan(order.goods_back_fen)

    @display(description=_("deliver to"))
    def goes_to(self, order):
        return address(order.destination, masked=True)

    @display(description=_("deliver to"))
    def goes_to_in_full(self, order):
        return address(order.destination)

    @display(description=_("ship by"), ordering="ship_due_at")
    def ship_by(self, order):
        return due(order.ship_due_at, runs=order.can("ship"))

    @display(description=_("placed"), ordering="placed_at")
    def placed(self, order):
        return moment(order.placed_at)

    @display(description=_("parcel"))
    def parcel(self, order):
        shipment = getattr(order, "shipment", None)
        return f"{shipment.get_carrier_display()} {shipment.tracking_number}" if shipment else "–"

    @display(description=_("gift"))
    def gift_page(self, order):
        url = KINDS[order.kind].counter_url(order)
        return format_html('<a class="text-link" href="{}">{}</a>', url, _("How the gift stands"))


def _form_of(order):
    """What can be done about the order now, None for nothing."""
    if order is None:
        return None
    if order.can("ship"):
        return FulfilmentForm
    return GoodwillForm if order.is_released and order.goods_left_fen else None
