"""The buttons of a page about a shop: each names a verb, which says what it has done, or refuses."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from giftshop.refusals import Refused
from shops.models import Shop


def pressed(request, shop, verbs):
    """Do it, keep it in the history of the shop's page, tell who pressed, and back to the page."""
    try:
        verb = verbs.get(request.POST.get("verb"))
        if verb is None:
            raise Refused(_("Please choose what to do."))
        done = verb(request, shop)
    except Refused as refusal:
        messages.error(request, f"{refusal.title} – {refusal.detail}")
    else:
        record(request, shop, done)
        messages.success(request, done)
    return redirect(request.path)


def record(request, shop, words):
    """In the history of the shop's page."""
    admin.site.get_model_admin(Shop).log_change(request, shop, words)
