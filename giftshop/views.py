"""Pages that belong to no app: errors, language, health, what crawlers ask for."""

import logging

from django.core.exceptions import RequestDataTooBig
from django.db import Error, connection
from django.http import HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language as django_set_language

log = logging.getLogger(__name__)

BARE_WORDS = "出了点问题，请稍后再试。Something broke on our side. Please try again in a moment.\n"
ROBOTS = """\
User-agent: *
Disallow: /account/
Disallow: /admin/
Disallow: /api/

Sitemap: {sitemap}
"""


def bad_request(request, exception=None):
    if isinstance(exception, RequestDataTooBig):
        return render(request, "errors/413.html", status=413)
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "errors/403.html", status=403)


def csrf_failure(request, reason=""):
    return render(request, "errors/csrf.html", status=403)


def not_found(request, exception=None):
    return render(request, "errors/404.html", status=404)


def not_allowed(request, answer):
    """Where only a button leads, and somebody came by a link or a reload; `answer` names the methods allowed."""
    page = render(request, "errors/405.html", status=405)
    page.headers["Allow"] = answer.headers["Allow"]
    return page


def too_many(request, exception=None):
    return render(request, "errors/429.html", status=429)


def broken(request):
    """The last resort: no request context, no session, no database; and if even the template fails, bare words."""
    try:
        return HttpResponseServerError(get_template("errors/500.html").render())
    except Exception:
        log.exception("the page for errors is itself broken")
        return HttpResponseServerError(BARE_WORDS, content_type="text/plain; charset=utf-8")


# Without a token on purpose: the form stands on pages that are cached for everybody, and a language is no secret.
set_language = csrf_exempt(require_POST(django_set_language))


@require_safe
def icon(request):
    """Browsers ask for it by this name where a page, such as the admin's, names none."""
    return redirect(static("icon.svg"))


@require_safe
@cache_control(public=True, max_age=86_400)
def robots(request):
    sitemap = request.build_absolute_uri(reverse("sitemaps"))
    return HttpResponse(ROBOTS.format(sitemap=sitemap), content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def health(request):
    """200 when the database answers, else 503. Says nothing else about the machine."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        log.exception("health: the database does not answer")
        return JsonResponse({"database": "down"}, status=503)
    return JsonResponse({"database": "ok"})
