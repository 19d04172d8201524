"""Becoming a sharer by a shop's invitation, or a promoter by oneself. GET changes nothing but the session."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limits import limit
from giftshop.middleware import private
from sharers.models import Invitation, Promoter
from shops.models import Shop
from shops.refusals import InvitationUnknown

KEY = "sharer-invitation"


@private
@require_safe
def enter(request, pk, token):
    """The link: remember it in the session and go where the address bar holds no secret."""
    limit(request, "open-link", settings.LINK_RATE)
    request.session[KEY] = Invitation.objects.by_token(pk, token).pk
    return redirect("sharers:invitation")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request):
    asked = Invitation.objects.select_related("shop").filter(pk=request.session.get(KEY)).first()
    if asked is None:
        raise InvitationUnknown
    user = request.user
    if user.is_authenticated and user.sharer_for.active().filter(shop=asked.shop).exists():
        return redirect("sharers:share")
    asked.refuse_unless_open()
    if request.method == "POST":
        return _accept(request, asked)
    return render(request, "sharers/invitation.html", {"invitation": asked, "rules": rules()})


def _accept(request, asked):
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("sharers:invitation"))
    sharer = asked.accept(request.user)
    messages.success(request, _("You share for %(shop)s now") % {"shop": sharer.shop})
    return redirect("sharers:share")


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def promoter(request):
    if request.method == "POST":
        Promoter.objects.join(request.user)
        messages.success(request, _("You are a promoter now"))
        return redirect("sharers:share")
    if hasattr(request.user, "promoter"):
        return redirect("sharers:share")
    shops = Shop.objects.active().filter(promoter_bps__isnull=False).order_by("name")[:30]
    return render(request, "sharers/promoter.html", {"shops": shops, "rules": rules()})


def rules():
    """The numbers that the terms name."""
    return {"remembered": settings.SHARE_REMEMBERED.days, "release": settings.RELEASE_AFTER.days}
