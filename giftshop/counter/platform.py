"""For the operator: whether the deadlines are kept, and the numbers by which the shop goes."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giftshop import deadlines
from giftshop.clock import db_now
from giftshop.money import percent, yuan

RULES = [
    "PAYMENT_WINDOW",
    "ORDERS_PER_PAYMENT",
    "GIFT_MAX_PRICE_FEN",
    "GIFT_ACCEPT_WINDOW",
    "GIFT_REMIND_BEFORE",
    "GIFT_LOCK",
    "GREETING_MAX_LENGTH",
    "SHIP_WITHIN",
    "CONFIRM_AFTER",
    "RELEASE_AFTER",
    "BACKSTOP_AFTER",
    "AFTERSALES_PER_ORDER",
    "AFTERSALE_ANSWER_WITHIN",
    "RETURN_WITHIN",
    "RECEIPT_WITHIN",
    "APPEAL_WITHIN",
    "OVERDUE_AFTER",
    "ADDRESS_KEPT",
    "PLATFORM_FEE_BPS",
    "MAX_SPLIT_BPS",
    "SHARE_REMEMBERED",
    "SHARER_BOUND_FOR",
    "SHARER_INVITATION_WINDOW",
    "SHARERS_PER_SHOP",
    "VISIT_AGAIN_AFTER",
    "LINK_VISITS_RATE",
    "NETWORK_VISITS_RATE",
    "SHOWCASE_SLOTS",
    "SHOWCASE_SLOT_STEPS",
    "SHOWCASE_SLOT_LOCK",
    "INFLUENCE_WINDOW",
    "INFLUENCE_PER_BUYER",
    "VISITORS_PER_INFLUENCE",
    "BOARD_LENGTH",
    "WITHDRAWAL_MIN_FEN",
    "WITHDRAWAL_MAX_FEN",
    "WITHDRAWAL_WINDOW",
    "STAFF_INVITATION_WINDOW",
    "MAX_QUANTITY",
    "NOTICE_MAIL_AFTER",
    "LINK_RATE",
    "API_RATE",
    "IDEMPOTENCY_KEPT",
    "GIFTS_PER_BATCH",
    "ACCESS_TOKEN_LIFE",
    "REFRESH_TOKEN_LIFE",
    "WEBHOOK_TIMEOUT",
    "WEBHOOK_RETRIES",
    "WEBHOOK_DISABLED_AFTER",
    "WEBHOOK_SECRET_KEPT",
    "WEBHOOK_ENDPOINTS",
    "WEBHOOK_LOG_KEPT",
]
RATES = {"s": _("%s a second"), "m": _("%s a minute"), "h": _("%s an hour"), "d": _("%s a day")}
LATE = timedelta(minutes=2)  # after which a row that is due has waited too long


def page(site, request):
    if not request.user.is_superuser:
        raise PermissionDenied
    now = db_now()
    backlog = [
        {
            "name": name,
            "due": due,
            "waits": timedelta(seconds=int((now - since).total_seconds())),
            "late": now - since > LATE,
        }
        for name, due, since in deadlines.backlog()
    ]
    context = {
        "title": gettext("Deadlines and numbers"),
        "backlog": backlog,
        "rules": [(name, _shown(name, getattr(settings, name))) for name in RULES],
    }
    return render(request, "giftshop/platform.html", site.each_context(request) | context)


def _shown(name, value):
    if isinstance(value, timedelta):
        return _lasting(int(value.total_seconds()))
    if name.endswith("_RETRIES"):
        return ", ".join(_lasting(int(wait.total_seconds())) for wait in value)
    if name.endswith("_FEN"):
        return yuan(value)
    if name.endswith("_RATE"):
        times, _slash, unit = value.partition("/")
        return RATES[unit] % times
    if name.endswith("_STEPS"):
        return ", ".join(
            gettext("%(number)d from %(least)d on") % {"number": n, "least": least}
            for least, n in value.items()
        )
    return percent(value) if name.endswith("_BPS") else value


def _lasting(seconds):
    """In the largest unit that says it exactly."""
    if seconds % 60:
        return gettext("%d s") % seconds
    return gettext("%d min") % (seconds // 60) if seconds % 3600 else gettext("%d h") % (seconds // 3600)
