"""The one place that speaks through `wechatpayv3`, and knows what is odd about it.

It has no time-out of its own, prints decrypted bodies to a logger, raises bare `Exception`s, and verifies an answer's
signature after the thing may have been done: then nobody knows, and one asks again with the same number.
"""

import gzip
import hashlib
import json
import logging
from functools import lru_cache

import httpx
from django.conf import settings
from wechatpayv3 import WeChatPay, WeChatPayType
from wechatpayv3.utils import build_authorization

from payments.providers.base import Forged, Malformed, Refused, Unknown

log = logging.getLogger(__name__)

GATEWAY = "https://api.mch.weixin.qq.com"
TIMEOUT = (3, 10)  # seconds to connect, and to answer
ALGORITHM = "WECHATPAY2-SHA256-RSA2048"
SIGNED = [f"Wechatpay-{name}" for name in ["Signature", "Timestamp", "Nonce", "Serial", "Signature-Type"]]
# What the documents say to repeat with the same number. Whatever else is no 2xx is a clear no.
UNSURE = {"SYSTEM_ERROR", "FREQUENCY_LIMITED", "RATELIMIT_EXCEEDED", "BANK_ERROR"}
NEVER_HEARD = {"ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS"}
METHODS = {"jsapi": WeChatPayType.JSAPI, "h5": WeChatPayType.H5, "native": WeChatPayType.NATIVE}


@lru_cache(maxsize=1)
def sdk():
    """Built when first needed: in public-key mode that calls nobody. Raises an Exception for keys that are none."""
    account = settings.WECHATPAY
    client = WeChatPay(
        wechatpay_type=WeChatPayType.JSAPI,
        mchid=account.mchid,
        private_key=account.private_key,
        cert_serial_no=account.serial,
        appid=account.appid,
        apiv3_key=account.apiv3_key,
        partner_mode=account.is_partner,
        timeout=TIMEOUT,
        public_key=account.public_key,
        public_key_id=account.public_key_id,
    )
    client._core._gate_way = account.api_url or GATEWAY  # the SDK has no other way to say so
    return client


def ask(call, *args, **kwargs):
    """What `sdk().<call>` answers, as a dict. Raises Unknown, and Refused with WeChat's code."""
    try:
        status, text = getattr(sdk(), call)(*args, **kwargs)
        answer = json.loads(text) if text else {}
    except Exception as error:
        # A time-out, a broken line, a signature that is not WeChat's: it may have happened.
        log.warning("WeChat Pay gives no answer to %s: %s", call, type(error).__name__)
        raise Unknown(call) from error
    if 200 <= status < 300 and isinstance(answer, dict):
        return answer
    code = str(answer.get("code", "")) if isinstance(answer, dict) else ""
    if status >= 500 or status == 429 or code in UNSURE or not code:
        raise Unknown(f"{status} {code}"[:60])
    raise Refused(code[:60])


def download(url, sha1):
    """A bill's text. Its address is not signed for, its contents are. Raises Unknown."""
    try:
        status, content = sdk().download_bill(url)
    except Exception as error:
        raise Unknown("bill") from error
    content = content.encode() if isinstance(content, str) else content
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    if status != 200 or hashlib.sha1(content, usedforsecurity=False).hexdigest() != sha1:
        raise Unknown("bill")
    return content.decode("utf-8-sig")


def read_notice(headers, body):
    """A notice with its `resource` decrypted. Raises Forged, Malformed."""
    # The SDK would ask WeChat for certificates for every serial that somebody makes up.
    if headers.get("Wechatpay-Serial") != settings.WECHATPAY.public_key_id:
        raise Forged("serial")
    # It looks for these under several names, and raises a bare Exception without the last one.
    signed = {name: headers.get(name, "") for name in SIGNED}
    if signed["Wechatpay-Signature-Type"] != ALGORITHM:
        raise Forged("algorithm")
    try:
        text = body.decode()
        is_signed = sdk()._core._verify_signature(signed, text)
    except ValueError as error:
        raise Forged(type(error).__name__) from error
    if not is_signed:
        raise Forged("signature")
    try:
        notice = sdk().callback(signed, text)
    except Exception as error:
        raise Malformed(type(error).__name__) from error
    if not isinstance(notice, dict) or not isinstance(notice.get("resource"), dict):
        raise Malformed("resource")
    return notice


def sign(*lines):
    """The signature over `lines` that the payer's WeChat asks for."""
    return sdk().sign(list(lines))


def probe():
    """What is wrong with the keys, "" for nothing: asked of WeChat with a number that it never heard."""
    account, core = settings.WECHATPAY, sdk()._core
    path = f"/v3/pay/transactions/out-trade-no/probe-{account.mchid}?mchid={account.mchid}"
    permit = build_authorization(path, "GET", account.mchid, account.serial, core._private_key)
    headers = {
        "Authorization": permit,
        "Accept": "application/json",
        "Wechatpay-Serial": account.public_key_id,
    }
    try:
        answer = httpx.get(f"{core._gate_way}{path}", headers=headers, timeout=TIMEOUT[1])
        if answer.status_code == 401:
            return (
                "WeChat Pay does not accept the signature: WECHATPAY_MCHID, _SERIAL or _PRIVATE_KEY is wrong"
            )
        if "Wechatpay-Signature" in answer.headers and not core._verify_signature(
            answer.headers, answer.text
        ):
            return "the answer is not signed with WECHATPAY_PUBLIC_KEY"
    except httpx.HTTPError as error:
        return f"WeChat Pay cannot be reached: {type(error).__name__}"
    return ""
