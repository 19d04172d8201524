"""What every answer carries, and what a page says when a verb refuses."""

from functools import wraps
from uuid import uuid4

from django.http import HttpResponseNotAllowed
from django.shortcuts import render

from giftshop import logs, views
from giftshop.refusals import Refused

REQUEST_ID = "Request-Id"
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class RequestIds:
    """A name for every request, in its answer and in every line of the log, for whoever asks what happened."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = str(uuid4())
        known = logs.REQUEST_ID.set(request.id)
        try:
            response = self.get_response(request)
        finally:
            logs.REQUEST_ID.reset(known)
        response.headers[REQUEST_ID] = request.id
        return response


class SafetyHeaders:
    """Headers that Django and django-csp do not set. A private page is kept by no cache and named to no other site."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if getattr(request, "private", False):
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = referrer_policy(request, response)
        return response


def referrer_policy(request, response):
    """Answers to machines, redirects and refusals, which a secret link may have led to, give no referrer at all.

    A page with a form cannot be as strict: the browser would send the form with `Origin: null`, and the CSRF check
    would refuse it.
    """
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    has_form = is_page and (request.method == "POST" or response.status_code == 200)
    return "same-origin" if has_form else "no-referrer"


def private(view):
    """For a view whose every answer, a refusal or an error too, concerns one gift or one person."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        request.private = True
        return view(request, *args, **kwargs)

    return wrapper


class RefusalPages:
    """A refusal raised by a page's verb is told in the reader's language, and so is a method that a page does not
    take, for which Django has an empty answer. The API answers its own.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not _by_machine(request):
            return views.not_allowed(request, response)
        return response

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused) or _by_machine(request):
            return None
        return refused(request, exception)


def _by_machine(request):
    return request.path.startswith("/api/")


def refused(request, refusal):
    """`errors/refused/<code>.html` where a refusal has its own page, else by its status, else the common one."""
    names = [f"errors/refused/{name}.html" for name in (refusal.code, refusal.status)]
    response = render(request, [*names, "errors/refused.html"], {"refusal": refusal}, status=refusal.status)
    response.headers["Cache-Control"] = "no-store"
    if "retry_after" in refusal.extra:
        response.headers["Retry-After"] = refusal.extra["retry_after"]
    return response
