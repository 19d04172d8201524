"""The pages of somebody who was invited to work in a shop. GET changes nothing but the session."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limits import limit
from giftshop.middleware import private
from shops.admin.buttons import record
from shops.models import Staff, StaffInvitation
from shops.refusals import InvitationUnknown


@private
@require_safe
def enter(request, secret):
    """The link: remember it in the session and go where the address bar holds no secret."""
    limit(request, "open-link", settings.LINK_RATE)
    request.session["invitation"] = StaffInvitation.objects.by_secret(secret).pk
    return redirect("shops:invitation")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request):
    asked = _remembered(request)
    if asked.accepted_by_id and asked.accepted_by_id == request.user.pk:
        return redirect("admin:index")
    asked.refuse_unless_open()
    if request.method == "POST":
        return _accept(request, asked)
    return render(request, "shops/invitation.html", {"invitation": asked})


def _accept(request, asked):
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("shops:invitation"))
    post = Staff.objects.hire(asked, by=request.user)
    record(request, post.shop, _("Accepted an invitation: %(role)s") % {"role": post.get_role_display()})
    messages.success(request, _("Welcome to %(shop)s") % {"shop": post.shop})
    return redirect("admin:index")


def _remembered(request):
    found = StaffInvitation.objects.select_related("shop").filter(pk=request.session.get("invitation"))
    if not found:
        raise InvitationUnknown
    return found[0]
