"""The platform's account at WeChat Pay, from the environment alone; docs/payments.md says where each value is found."""

import base64
import re
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key
from django.core.exceptions import ImproperlyConfigured

from giftshop.environment import env

PARTNER, DIRECT = "partner", "direct"


@dataclass(frozen=True, kw_only=True)
class Account:
    """`mode` partner: each shop is a sub_mchid of the platform's. direct: the platform is the only merchant.

    `api_url` is "" for WeChat itself. Keys are the inside of their PEM: base64 without the two lines around it.
    """

    mode: str
    appid: str
    app_secret: str = field(repr=False)
    mchid: str
    merchant_name: str
    serial: str
    private_key: str = field(repr=False)
    apiv3_key: str = field(repr=False)
    public_key: str
    public_key_id: str
    api_url: str

    @property
    def is_partner(self):
        return self.mode == PARTNER

    @property
    def hosts(self):
        """Where a payer's browser is sent."""
        return [self.api_url] if self.api_url else ["https://wx.tenpay.com", "https://open.weixin.qq.com"]


def account():
    """None where no WECHATPAY_MCHID is set."""
    if not env.str("WECHATPAY_MCHID", ""):
        return None
    return Account(
        mode=_matching("WECHATPAY_MODE", "partner|direct", "partner or direct"),
        appid=_matching("WECHATPAY_APPID", "wx[0-9a-zA-Z]{16}", "wx and 16 characters"),
        app_secret=_matching("WECHATPAY_APP_SECRET", "[0-9a-zA-Z]{32}", "32 characters"),
        mchid=_matching("WECHATPAY_MCHID", "[0-9]{8,10}", "8 to 10 digits"),
        merchant_name=_matching(
            "WECHATPAY_MERCHANT_NAME", ".{1,100}", "the platform's full name at WeChat Pay"
        ),
        serial=_matching("WECHATPAY_SERIAL", "[0-9A-F]{40}", "40 hexadecimal digits, in capitals"),
        private_key=_key("WECHATPAY_PRIVATE_KEY", lambda der: load_der_private_key(der, None)),
        apiv3_key=_matching("WECHATPAY_APIV3_KEY", "[0-9a-zA-Z]{32}", "32 characters"),
        public_key=_key("WECHATPAY_PUBLIC_KEY", load_der_public_key),
        public_key_id=_matching(
            "WECHATPAY_PUBLIC_KEY_ID", "PUB_KEY_ID_[0-9A-F]{20,40}", "PUB_KEY_ID_ and hexadecimal digits"
        ),
        api_url=env.str("WECHATPAY_API_URL", "").rstrip("/"),
    )


def _matching(name, pattern, words):
    value = env.str(name, "")
    if not re.fullmatch(pattern, value, re.ASCII if name != "WECHATPAY_MERCHANT_NAME" else 0):
        raise ImproperlyConfigured(f"{name} must be {words}")
    return value


def _key(name, load):
    """The inside of a PEM file, or the whole of it."""
    value = "".join(re.sub("-----[A-Z ]+-----", "", env.str(name, "")).split())
    try:
        load(base64.b64decode(value, validate=True))
    except (ValueError, TypeError) as error:
        raise ImproperlyConfigured(f"{name} must be a key in PEM form") from error
    return value
