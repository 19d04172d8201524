"""The menu at the side, in the order of a merchant's day. Whoever may not see a page does not see its entry."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Link:
    """A page that is no model's, for whoever has `permission` on the page of `model`."""

    title: str
    icon: str
    address: str
    model: str
    permission: str


# Group → (model, the icon's name in Material Symbols), and other pages.
GROUPS = {
    _("Orders"): [
        ("orders.Order", "package_2"),
        ("orders.AfterSale", "assignment_return"),
        ("gifts.Gift", "featured_seasonal_and_gifts"),
        ("gifts.ShopDay", "bar_chart"),
        Link(_("Funds"), "account_balance_wallet", "admin:orders_order_money", "orders.Order", "own"),
    ],
    _("Shop"): [
        ("shops.Product", "sell"),
        ("shops.Variant", "inventory_2"),
        ("shops.CatalogueImport", "upload_file"),
        ("gifts.ShopCover", "wallpaper"),
        ("shops.Shop", "storefront"),
        ("shops.Category", "category"),
    ],
    _("Sharing"): [
        ("sharers.Sharer", "campaign"),
        ("sharers.Invitation", "person_add"),
        ("sharers.Channel", "hub"),
        Link(_("What sharing costs"), "query_stats", "admin:sharers_sharer_costs", "sharers.Sharer", "own"),
        ("sharers.Promoter", "groups"),
        ("sharers.Showcase", "shelves"),
    ],
    _("Partners"): [
        ("api.Partner", "handshake"),
        ("api.Application", "api"),
        ("api.Endpoint", "webhook"),
        ("api.Delivery", "outbox"),
    ],
    _("Payments and books"): [
        ("payments.Refund", "undo"),
        ("payments.Difference", "difference"),
        ("payments.Payment", "payments"),
        ("payments.Split", "call_split"),
        ("sharers.Withdrawal", "account_balance_wallet"),
        ("payments.Attempt", "point_of_sale"),
        ("payments.Notice", "mark_email_read"),
        ("payments.Reconciliation", "fact_check"),
        ("payments.Journal", "menu_book"),
        ("payments.Account", "account_balance"),
    ],
    _("Platform"): [
        ("accounts.User", "group"),
        ("accounts.Mail", "mail"),
        ("accounts.UndeliveredEvent", "report"),
        ("admin.LogEntry", "history"),
        Link(_("Deadlines and numbers"), "monitor_heart", "admin:platform", "admin.LogEntry", "view"),
    ],
}


def menu(request):
    groups = (
        {"title": title, "items": list(_entries(request, entries))} for title, entries in GROUPS.items()
    )
    shown = [group for group in groups if group["items"]]
    _mark(request.path, [item for group in shown for item in group["items"]])
    return shown


def _mark(path, items):
    """The page that is shown, though its address begins with that of another."""
    here = max((item["link"] for item in items if path.startswith(item["link"])), key=len, default=None)
    for item in items:
        item["active"] = item["link"] == here


def _entries(request, entries):
    for entry in entries:
        shown = _link(request, entry) if isinstance(entry, Link) else _list(request, *entry)
        if shown:
            yield shown


def _link(request, link):
    page = admin.site._registry[apps.get_model(link.model)]
    if getattr(page, f"has_{link.permission}_permission")(request):
        return {"title": link.title, "icon": link.icon, "link": reverse(link.address)}
    return None


def _list(request, label, icon):
    model = apps.get_model(label)
    if not admin.site._registry[model].has_module_permission(request):
        return None
    meta = model._meta
    link = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    return {"title": meta.verbose_name_plural, "icon": icon, "link": link}
