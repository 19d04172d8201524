from functools import partial, wraps
from urllib.parse import urlencode

from allauth.account.decorators import secure_admin_login
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.sites import UnfoldAdminSite

from giftshop.counter import platform
from giftshop.counter.ports import SECOND_FACTOR

# What the theme needs and nothing else on this site gets: Alpine evaluates its attributes, and sets styles.
RELAXED = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}


class Site(UnfoldAdminSite):
    """Who comes in has signed in as everybody does, with the same limits and the same second factor."""

    index_title = gettext_lazy("Today and lately")

    @method_decorator(secure_admin_login)
    def login(self, request, extra_context=None):
        return super().login(request, extra_context)

    def extra_urls(self):
        return [path("platform/", self.admin_view(partial(platform.page, self)), name="platform")]

    def admin_view(self, view, cacheable=False):
        guarded = view if view == self.logout else with_second_factor(view)
        return csp_replace(RELAXED)(_without_nul(super().admin_view(guarded, cacheable)))


def with_second_factor(view):
    """Whoever needs a second factor and has none is led to set one up, and back."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not lacks_second_factor(request.user):
            return view(request, *args, **kwargs)
        messages.warning(request, _("Behind the counter you need a second factor. Please set it up first."))
        return redirect(f"{reverse('mfa_activate_totp')}?{urlencode({'next': request.get_full_path()})}")

    return wrapper


def lacks_second_factor(user):
    return settings.ADMIN_SECOND_FACTOR and _needs_one(user) and not has_second_factor(user)


def has_second_factor(user):
    return is_mfa_enabled(user, [Authenticator.Type.TOTP])


def _needs_one(user):
    return user.is_superuser or any(handler(user) for _who, handler in SECOND_FACTOR)


def _without_nul(view):
    """The filters of lists hand what they are asked for to PostgreSQL, which refuses this character in any text."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("a NUL in the address")
        return view(request, *args, **kwargs)

    return wrapper
