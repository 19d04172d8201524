"""What every endpoint is: closed unless it says otherwise, kept by no cache, counted, in the caller's language."""

from django.conf import settings
from django.utils import translation
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header
from rest_framework.permissions import AllowAny
from rest_framework.views import APIView

from accounts.limits import limit
from api.problems import NotFound


class View(APIView):
    """`private` answers concern one gift or one person. `secrets` names the headers that stand in for a login."""

    http_method_names = ["get", "head", "post"]
    metadata_class = None
    private = True
    secrets = ()

    def dispatch(self, request, *args, **kwargs):
        request.private = self.private
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request, *args, **kwargs):
        speak_as_asked(request)
        super().initial(request, *args, **kwargs)

    def check_throttles(self, request):
        """Raises TooManyAttempts."""
        person = f"user:{request.user.pk}" if request.user.is_authenticated else None
        limit(request._request, "api", settings.API_RATE, key=person)


class Public(View):
    """What anybody may read, as anybody may look into the shop's window."""

    permission_classes = [AllowAny]
    private = False


class Nowhere(Public):
    """Every address under /api/ that is none."""

    http_method_names = [*APIView.http_method_names]
    authentication_classes = []

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
