"""Who the payer is in WeChat's browser: paying there (JSAPI) is asked for in the name of their openid.

`snsapi_base` tells it without a question to the payer, by way of one redirect.
"""

import logging
from urllib.parse import urlencode

import httpx
from django.conf import settings

from payments.providers.base import Unknown

log = logging.getLogger(__name__)

AUTHORIZE, TOKEN = "https://open.weixin.qq.com", "https://api.weixin.qq.com"
TIMEOUT = 5  # seconds


def authorize_url(back, state):
    """Where to send the browser; it comes back to `back` with a `code` and `state`. The order of the names matters."""
    account = settings.WECHATPAY
    query = {
        "appid": account.appid,
        "redirect_uri": back,
        "response_type": "code",
        "scope": "snsapi_base",
        "state": state,
    }
    return f"{account.api_url or AUTHORIZE}/connect/oauth2/authorize?{urlencode(query)}#wechat_redirect"


def fetch(code):
    """The openid that a code stands for, once. Raises Unknown."""
    account = settings.WECHATPAY
    query = {
        "appid": account.appid,
        "secret": account.app_secret,
        "code": code,
        "grant_type": "authorization_code",
    }
    try:
        answer = httpx.get(
            f"{account.api_url or TOKEN}/sns/oauth2/access_token", params=query, timeout=TIMEOUT
        )
        told = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        # Not the error itself: its words hold the address, and the address holds the secret.
        log.warning("WeChat does not say who pays: %s", type(error).__name__)
        raise Unknown("openid") from None
    openid = told.get("openid") if isinstance(told, dict) else None
    if not isinstance(openid, str) or not 0 < len(openid) <= 64:
        log.warning(
            "WeChat does not say who pays: errcode %s", told.get("errcode") if isinstance(told, dict) else ""
        )
        raise Unknown("openid")
    return openid
