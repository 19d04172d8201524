from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import export, language
from accounts.erasure import erase
from accounts.forms import PasswordForm, ProfileForm
from accounts.limits import limit
from accounts.ports import ME_ENTRIES
from giftshop.middleware import private
from giftshop.refusals import Refused


@private
@require_safe
@login_required
def home(request):
    """我: a row of orders by state, then the ways onward that the other apps add."""
    entries = {app: list(handler(request.user)) for app, handler in ME_ENTRIES}
    context = {
        "orders": entries.pop("orders", []),
        "entries": [entry for more in entries.values() for entry in more],
        "unread": request.user.notifications.unread().count(),
    }
    return render(request, "accounts/home.html", context)


@private
@require_safe
@login_required
def settings(request):
    return render(request, "accounts/settings.html")


@private
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request):
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        messages.success(request, _("Saved"))
        return language.carry(redirect("accounts:home"), user.language)
    return render(request, "accounts/profile.html", {"form": form})


@private
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def download(request):
    """A copy of one's data, for whoever knows the password."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST":
        limit(request, "accounts.export", "5/h", key=request.user.pk)
        if form.is_valid():
            name = f"giftshop-{timezone.localdate():%Y-%m-%d}.json"
            disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
            return HttpResponse(export.of(request.user), "application/json", headers=disposition)
    return render(request, "accounts/export.html", {"form": form})


@private
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def leave(request):
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST":
        limit(request, "accounts.leave", "5/5m", key=request.user.pk)
        if form.is_valid() and _erased(request.user, form):
            logout(request)
            messages.success(request, _("Your account is deleted."))
            return redirect("/")
    return render(request, "accounts/leave.html", {"form": form})


def _erased(user, form):
    try:
        erase(user=user)
    except Refused as refusal:
        form.add_error(None, f"{refusal.title}. {refusal.detail}")
        return False
    return True
