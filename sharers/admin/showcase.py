from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from giftshop.counter.base import Page
from sharers.models import Showcase


@admin.register(Showcase)
class ShowcaseAdmin(Page):
    """What promoters show to everybody. Words and pictures are theirs; the operator takes down what must not stand."""

    list_display = ["name", "person", "shown", "taken_down", "listed", "influence", "rank", "opened_at"]
    list_filter = ["taken_down", "shown", "listed"]
    list_select_related = ["promoter__user"]
    search_fields = ["name", "code__exact", "promoter__user__nickname"]
    ordering = ["-pk"]
    fields = readonly_fields = [
        "name",
        "person",
        "words",
        "pictures",
        "goods",
        "shown",
        "listed",
        "taken_down",
        "influence",
        "settled_fen",
        "buyers",
        "visitors",
        "rank",
        "counted_at",
        "opened_at",
    ]
    actions = ["take_down", "put_back"]

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("person"))
    def person(self, showcase):
        return showcase.promoter.user.name

    @admin.display(description=_("pictures"))
    def pictures(self, showcase):
        files = [(file.url,) for file in (showcase.avatar, showcase.banner) if file]
        return format_html_join("", '<img src="{}" alt="" height="120" loading="lazy">', files) or "–"

    @admin.display(description=_("products"))
    def goods(self, showcase):
        slots = showcase.slots.filter(product__isnull=False).select_related("product")
        rows = format_html_join("", "<li>{} {}</li>", ((slot.position, slot.product) for slot in slots))
        return format_html("<ol>{}</ol>", rows) if rows else "–"

    @admin.action(description=_("Take down: nobody sees it, nothing counts by it"), permissions=["change"])
    def take_down(self, request, showcases):
        self.carry_out(request, showcases, Showcase.take_down, _("Taken down"))

    @admin.action(description=_("Put back"), permissions=["change"])
    def put_back(self, request, showcases):
        self.carry_out(request, showcases, Showcase.put_back, _("Put back"))
