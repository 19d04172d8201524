"""How often an application, a person or a visitor may call, told in every answer.

The headers are those of draft-ietf-httpapi-ratelimit-headers.
"""

from django.conf import settings

from accounts.limits import limit
from accounts.refusals import TooManyAttempts

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def count(request):
    """Count this call; the counters are Redis's, so that many servers count as one. Raises TooManyAttempts."""
    rate = _rate(request)
    allowed, period = int(rate[:-2]), SECONDS[rate[-1]]
    request.rate = {"RateLimit-Policy": f'"calls";q={allowed};w={period}'}
    try:
        usage = limit(request._request, "api", rate, key=_who(request))
    except TooManyAttempts as refusal:
        request.rate["RateLimit"] = f'"calls";r=0;t={refusal.extra["retry_after"]}'
        raise
    if usage:
        left = max(usage["limit"] - usage["count"], 0)
        request.rate["RateLimit"] = f'"calls";r={left};t={usage["time_left"]}'


def headers(request):
    return getattr(request, "rate", {})


def _rate(request):
    own = request.auth.application.requests_a_minute if request.auth else None
    return f"{own}/m" if own else settings.API_RATE


def _who(request):
    if request.auth:
        return f"application:{request.auth.application_id}"
    return f"user:{request.user.pk}" if request.user.is_authenticated else None
