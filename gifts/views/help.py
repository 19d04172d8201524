from datetime import timedelta

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@require_safe
def rules(request):
    """How giving works, for everybody, with the numbers that this shop runs with."""
    context = {
        "accept": _words(settings.GIFT_ACCEPT_WINDOW),
        "pay": _words(settings.PAYMENT_WINDOW),
        "lock": _words(settings.GIFT_LOCK),
        "ship": _words(settings.SHIP_WITHIN),
        "confirm": _words(settings.CONFIRM_AFTER),
        "answer": _words(settings.AFTERSALE_ANSWER_WITHIN),
        "after": _words(settings.RELEASE_AFTER),
        "overdue": _words(settings.OVERDUE_AFTER),
        "kept": _words(settings.ADDRESS_KEPT),
        "most_fen": settings.GIFT_MAX_PRICE_FEN,
    }
    return render(request, "gifts/help.html", context)


def _words(duration):
    """`48 hours`, `10 days`: days only where there are more than two, as people say it."""
    if duration % DAY == timedelta() and duration > 2 * DAY:
        return ngettext("%d day", "%d days", duration // DAY) % (duration // DAY)
    if duration % HOUR == timedelta():
        return ngettext("%d hour", "%d hours", duration // HOUR) % (duration // HOUR)
    return ngettext("%d minute", "%d minutes", duration // MINUTE) % (duration // MINUTE)
