"""What the pages of those who share have in common: their links, and the figures of the last days."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from giftshop.counter.base import Rows
from giftshop.drawing import data_url, qr
from giftshop.money import yuan
from sharers.figures import recent
from sharers.models import ShareLink
from sharers.models.sharer import LEFT
from sharers.models.suspending import ACTIVE, SUSPENDED, Suspendable

COLOURS = {ACTIVE: "success", SUSPENDED: "warning", LEFT: "default"}


def code(url, name, side=160):
    """The QR code of `url` with a link that saves it, sharp enough for print."""
    drawn = data_url("image/png", qr.png(url))
    return format_html(
        '<img src="{}" alt="" width="{}" height="{}"><a class="text-link" href="{}" download="{}">{}</a>',
        drawn,
        side,
        side,
        drawn,
        f"{name}.png",
        _("Save the code"),
    )


class WithFigures:
    """For a list: visits, orders and commission of the last days. `shared_by` is what a link calls the row."""

    shared_by = ""

    def get_queryset(self, request):
        return recent.beside(super().get_queryset(request), self.shared_by)

    @admin.display(description=_("visits, 30 days"))
    def visits(self, row):
        return row.recent_visits

    @admin.display(description=_("orders, 30 days"))
    def orders(self, row):
        return row.recent_orders

    @admin.display(description=_("commission, 30 days"))
    def commission(self, row):
        return yuan(row.recent_commission_fen)


class People(WithFigures):
    """A list of sharers or promoters."""

    search_fields = ["user__nickname", "=user__email"]
    ordering = ["-pk"]
    actions = ["suspend", "resume"]

    def has_add_permission(self, request):
        """They come in by themselves."""
        return False

    @admin.display(description=_("person"), ordering="user__nickname")
    def person(self, row):
        return row.user.name

    @display(description=_("state"), ordering="state", label=COLOURS)
    def standing(self, row):
        return row.state, row.get_state_display()

    @admin.action(description=_("Suspend: their links earn nothing for now"), permissions=["change"])
    def suspend(self, request, rows):
        self.carry_out(request, rows, Suspendable.suspend, _("Suspended"))

    @admin.action(description=_("Resume: their links earn again"), permissions=["change"])
    def resume(self, request, rows):
        self.carry_out(request, rows, Suspendable.resume, _("Resumed"))


class LinkRows(WithFigures, Rows):
    """Whoever may change the page may add links. A link that was sent to somebody does not change."""

    model = ShareLink
    shared_by = "pk"
    fields = ["product", "public_url", "qr", "visits", "orders"]
    readonly_fields = ["public_url", "qr", "visits", "orders"]
    raw_id_fields = ["product"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("product")

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request, obj=None):
        return self.page.has_change_permission(request, obj)

    @admin.display(description=_("link"))
    def public_url(self, link):
        return link.public_url if link.pk else "–"

    @admin.display(description=_("code to scan"))
    def qr(self, link):
        return code(link.public_url, link.code, side=96) if link.pk else "–"
