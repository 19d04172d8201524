from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import language
from accounts.erasure import erase
from accounts.forms import LeavingForm, ProfileForm
from accounts.limits import limit
from giftshop.middleware import private
from giftshop.refusals import Refused


@private
@require_safe
@login_required
def home(request):
    return render(request, "accounts/home.html", {"unread": request.user.notifications.unread().count()})


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
def leave(request):
    form = LeavingForm(request.user, request.POST or None)
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
