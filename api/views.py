"""What every endpoint is: closed unless it says otherwise, kept by no cache, counted, in the caller's language."""

from django.utils import translation
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header
from rest_framework.views import APIView

from api import rates
from api.callers import Caller, partner_of
from api.idempotency import once
from api.problems import NotFound


class View(APIView):
    """`callers` says for whom it is, `resource` which scope a token needs, `of_shop` that a partner needs a shop.

    `private` answers concern one gift or one person. `secrets` names the headers that stand in for a login.
    """

    http_method_names = ["get", "head", "post"]
    metadata_class = None
    callers = frozenset({Caller.PERSON})
    resource = None
    of_shop = False
    private = True
    secrets = ()

    @classmethod
    def scope_of(cls, method):
        """What a token has to be good for, "" if any token will do."""
        return cls.resource and f"{cls.resource}:{'read' if method in {'GET', 'HEAD'} else 'write'}"

    @property
    def partner(self):
        """Who calls, where only partners may."""
        return partner_of(self.request)

    @property
    def shop(self):
        """Of the partner who calls, where only partners with a shop may."""
        return self.partner.shop

    @property
    def program(self):
        """How the application that calls is named in what it did."""
        return str(self.request.auth.application)

    def dispatch(self, request, *args, **kwargs):
        request.private = self.private
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request, *args, **kwargs):
        speak_as_asked(request)
        _ = request._request.body  # before a parser reads it away: an Idempotency-Key stands for its bytes
        super().initial(request, *args, **kwargs)
        if first := request.method == "POST" and getattr(self, "post", None):
            self.post = lambda *args, **kwargs: once(request, lambda: first(*args, **kwargs))

    def check_throttles(self, request):
        """Raises TooManyAttempts."""
        rates.count(request)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in rates.headers(request).items():
            response.headers[name] = value
        return response


class Public(View):
    """What anybody may read, as anybody may look into the shop's window."""

    callers = frozenset(Caller)
    private = False


class OfPartner(View):
    """What belongs to the partner that calls."""

    callers = frozenset({Caller.PARTNER})


class OfShop(OfPartner):
    """What belongs to the shop of the partner that calls."""

    of_shop = True


class Nowhere(Public):
    """Every address under /api/ that is none."""

    http_method_names = [*APIView.http_method_names]
    authentication_classes = []

    @property
    def default_response_headers(self):
        """Without `Allow`: where nothing is, nothing is allowed."""
        return {}

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        raise NotFound


def speak_as_asked(request):
    """Accept-Language decides, before the cookie that the pages' language switch leaves in a browser."""
    for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            language = get_supported_language_variant(tag)
        except LookupError:
            continue
        translation.activate(language)
        request._request.LANGUAGE_CODE = language
        return
