from functools import partial, wraps

from allauth.account.decorators import secure_admin_login
from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.core.exceptions import BadRequest
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from giftshop.counter import platform

# What the theme needs and nothing else on this site gets: Alpine evaluates its attributes, and sets styles.
RELAXED = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}


class Site(UnfoldAdminSite):
    """Who comes in has signed in as everybody does, with the same limits and the same second factor."""

    index_title = _("Today and lately")

    @method_decorator(secure_admin_login)
    def login(self, request, extra_context=None):
        return super().login(request, extra_context)

    def extra_urls(self):
        return [path("platform/", self.admin_view(partial(platform.page, self)), name="platform")]

    def admin_view(self, view, cacheable=False):
        return csp_replace(RELAXED)(_without_nul(super().admin_view(view, cacheable)))


def _without_nul(view):
    """The filters of lists hand what they are asked for to PostgreSQL, which refuses this character in any text."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("a NUL in the address")
        return view(request, *args, **kwargs)

    return wrapper
