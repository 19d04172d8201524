"""Where the present provider pays a visitor: inside its own app, where it says who they are, or anywhere."""

from enum import StrEnum

from payments import identity
from payments.views import IN_WECHAT


class Way(StrEnum):
    READY = "ready"
    UNKNOWN = "unknown"  # the provider's app has not said yet who this is
    ELSEWHERE = "elsewhere"  # not the app's own browser


def way(request, provider):
    if not provider.pays_in_its_app:
        return Way.READY
    if IN_WECHAT not in provider.ways(request.headers.get("User-Agent", "")):
        return Way.ELSEWHERE
    return Way.READY if identity.known(request) else Way.UNKNOWN


def openid(request, provider):
    """Who the visitor is at `provider`. The pretend bank knows everybody by a number."""
    return identity.known(request) if provider.pays_in_its_app else f"user-{request.user.pk}"
