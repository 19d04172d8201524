"""Where programs get their tokens, and where a person agrees to one."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider import views
from oauth2_provider.models import get_application_model

from accounts.limits import limit
from accounts.refusals import TooManyAttempts
from giftshop.middleware import private


@method_decorator(private, name="dispatch")
class Consent(views.AuthorizationView):
    """A logged-in person reads who asks for what, and agrees or not."""

    template_name = "api/consent.html"

    def get_context_data(self, **kwargs):
        """Also when the form comes back, and then its program is a hidden field."""
        context = super().get_context_data(**kwargs)
        if "application" not in context and (asking := self.request.POST.get("client_id")):
            context["application"] = get_application_model().objects.filter(client_id=asking).first()
        return context

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        if address := context.get("redirect_uri"):
            # Browsers hold a form to the policy also where its answer redirects to: the program's address.
            there = urlsplit(address)
            own = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]
            response._csp_replace = {"form-action": [*own, f"{there.scheme}://{there.netloc}"]}
        return response


class ForPrograms:
    """Answers as RFC 6749 has them, also to those who ask too often or send what no database takes."""

    def dispatch(self, request, *args, **kwargs):
        try:
            limit(request, "oauth", settings.API_RATE)
        except TooManyAttempts as refusal:
            after = {"Retry-After": str(refusal.extra["retry_after"])}
            return JsonResponse({"error": "temporarily_unavailable"}, status=429, headers=after)
        if any("\0" in value for values in request.POST.lists() for value in (values[0], *values[1])):
            return JsonResponse({"error": "invalid_request"}, status=400)
        return super().dispatch(request, *args, **kwargs)


@method_decorator([csrf_exempt, private], name="dispatch")
class Token(ForPrograms, views.TokenView):
    pass


@method_decorator([csrf_exempt, private], name="dispatch")
class Revocation(ForPrograms, views.RevokeTokenView):
    pass
