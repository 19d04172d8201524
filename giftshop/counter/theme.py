"""What the theme looks like here: WeChat's green, dark enough for white words on it."""

from django.utils.translation import gettext_lazy as _

GREEN = {
    "50": "#effaf4",
    "100": "#d7f3e3",
    "200": "#b1e6ca",
    "300": "#7dd2ab",
    "400": "#45b886",
    "500": "#0e9f5b",
    "600": "#07783f",
    "700": "#066536",
    "800": "#07512d",
    "900": "#064326",
    "950": "#022616",
}
LOOK = {
    "SITE_TITLE": _("Behind the counter"),
    "SITE_HEADER": _("Behind the counter"),
    "SITE_SYMBOL": "storefront",
    "SHOW_LANGUAGES": True,
    "SHOW_BACK_BUTTON": True,
    "COLORS": {"primary": GREEN},
    "DASHBOARD_CALLBACK": "gifts.admin.dashboard.context",
    "SIDEBAR": {"navigation": "giftshop.counter.menu.menu"},
}
