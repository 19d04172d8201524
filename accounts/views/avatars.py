"""Everybody changes only their own picture; whoever knows a picture's name sees it, as with any page that shows it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import avatars
from accounts.forms import AvatarForm
from accounts.limits import limit
from giftshop import pictures
from giftshop.middleware import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def avatar(request):
    form = AvatarForm()
    if request.method == "POST":
        form = AvatarForm(request.POST, request.FILES)
        limit(request, "accounts.avatar", "30/h", key=request.user.pk)
        if form.is_valid() and _kept(request.user, form):
            messages.success(request, _("Saved"))
            return redirect("accounts:profile")
    return render(request, "accounts/avatar.html", {"form": form}, status=422 if form.errors else 200)


@private
@require_POST
@login_required
def remove(request):
    avatars.remove(request.user)
    return redirect("accounts:profile")


@require_safe
def picture(request, name):
    return pictures.serve(avatars.find(name))


def _kept(user, form):
    try:
        avatars.keep(user, form.cleaned_data["picture"].read())
    except pictures.NotAPicture as problem:
        form.add_error("picture", str(problem))
        return False
    return True
