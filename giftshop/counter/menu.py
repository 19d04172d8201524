"""The menu at the side, in the order of a merchant's day. Whoever may not see a page does not see its entry."""

from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# Group → (model, the icon's name in Material Symbols).
GROUPS = {
    _("Orders"): [
        ("orders.Order", "package_2"),
        ("orders.AfterSale", "assignment_return"),
        ("gifts.Gift", "featured_seasonal_and_gifts"),
        ("gifts.ShopDay", "bar_chart"),
    ],
    _("Shop"): [
        ("shops.Product", "sell"),
        ("shops.Variant", "inventory_2"),
        ("shops.CatalogueImport", "upload_file"),
        ("gifts.ShopCover", "wallpaper"),
        ("shops.Shop", "storefront"),
        ("shops.Category", "category"),
        ("sharers.Sharer", "campaign"),
    ],
    _("Payments and books"): [
        ("payments.Refund", "undo"),
        ("payments.Difference", "difference"),
        ("payments.Payment", "payments"),
        ("payments.Split", "call_split"),
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
    ],
}


def menu(request):
    groups = (
        {"title": title, "items": list(_entries(request, entries))} for title, entries in GROUPS.items()
    )
    shown = [group for group in groups if group["items"]]
    if request.user.is_superuser:
        link = reverse("admin:platform")
        shown[-1]["items"].append(
            {"title": _("Deadlines and numbers"), "icon": "monitor_heart", "link": link}
        )
    return shown


def _entries(request, entries):
    for label, icon in entries:
        model = apps.get_model(label)
        if admin.site._registry[model].has_module_permission(request):
            meta = model._meta
            link = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
            yield {"title": meta.verbose_name_plural, "icon": icon, "link": link}
