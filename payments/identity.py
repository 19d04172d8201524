"""Who the visitor is to the payment provider's own app, remembered in their session."""

import secrets
from hmac import compare_digest

from django.conf import settings

from payments.providers.base import Unknown
from payments.providers.wechat import openid

KEY, ASKED = "payments.openid", "payments.openid.asked"


def known(request):
    """The openid, "" if it was not asked for yet."""
    return request.session.get(KEY, "")


def ask(request, back):
    """Where to send the browser so that WeChat tells it; it comes back to the path `back`."""
    state = request.session[ASKED] = secrets.token_urlsafe(16)
    return openid.authorize_url(settings.PUBLIC_URL + back, state)


def learn(request):
    """Whether the browser came back with what WeChat says, to the question that this very session asked."""
    state = request.session.pop(ASKED, "")
    if not state or not compare_digest(state.encode(), request.GET.get("state", "").encode()):
        return False
    try:
        request.session[KEY] = openid.fetch(request.GET.get("code", ""))
    except Unknown:
        return False
    return True
