"""The reference of the API, the page that a problem's `type` points to, and the apps that a person has allowed."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from api import allowing
from api.problems import catalogue
from giftshop.middleware import private


@require_safe
def reference(request):
    """The description for people, drawn in the browser by Swagger UI from our own files."""
    return render(request, "api/reference.html")


@require_safe
def problem(request, code):
    try:
        kind = catalogue()[code]
    except KeyError:
        raise Http404 from None
    return render(request, "api/problem.html", {"problem": kind})


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def apps(request):
    """What acts for the person; POST takes it back."""
    if request.method == "POST":
        chosen = request.POST.get("application", "")
        if not chosen.isdecimal() or len(chosen) > 18:
            raise Http404
        allowing.disallow(request.user, int(chosen))
        return redirect("api:apps")
    return render(request, "api/apps.html", {"programs": allowing.allowed(request.user)})
