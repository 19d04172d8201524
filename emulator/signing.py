"""WeChat Pay's v3 signatures and ciphers: RSA with SHA-256, OAEP for names, AES-256-GCM for notices."""

import re
import secrets
import time
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP, PKCS1v15
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1, SHA256

from .clock import MINUTE
from .ids import letters
from .refusal import Refusal, bad_parameter

SCHEME = "WECHATPAY2-SHA256-RSA2048"
WINDOW = 5 * MINUTE
PROBE = "WECHATPAY/SIGNTEST/"


def lines(*parts):
    """What is signed: each part on a line of its own."""
    return "".join(f"{part}\n" for part in parts).encode()


def sign(key, message):
    return b64encode(key.sign(message, PKCS1v15(), SHA256())).decode()


def is_signed(key, message, signature):
    try:
        key.verify(b64decode(signature, validate=True), message, PKCS1v15(), SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def sign_error(message):
    return Refusal(401, "SIGN_ERROR", message)


def verify_request(keys, *, authorization, method, target, body):
    """The nonce of a request that the merchant signed, with exactly this target and body (text) and not long ago.

    Raises a Refusal, 401 SIGN_ERROR. Whether the nonce was used before is the caller's to ask.
    """
    scheme, _, rest = (authorization or "").partition(" ")
    said = dict(re.findall(r'(\w+)="([^"]*)"', rest))
    if scheme != SCHEME or not {"mchid", "serial_no", "nonce_str", "timestamp", "signature"} <= said.keys():
        raise sign_error("Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》")
    if said["mchid"] != keys.mchid or said["serial_no"] != keys.merchant_serial:
        raise sign_error("商户证书序列号有误")
    if not said["timestamp"].isdigit() or abs(time.time() - int(said["timestamp"])) > WINDOW:
        raise sign_error("Http头Authorization中的timestamp与发起请求的时间不得超过5分钟")
    message = lines(method, target, said["timestamp"], said["nonce_str"], body)
    if not is_signed(keys.merchant.public_key(), message, said["signature"]):
        raise sign_error("签名错误，请检查后再试")
    return said["nonce_str"]


def signed_headers(key, body, *, serial, at=None):
    """The headers with which the platform's key vouches for an answer or a notice. at: seconds, now if not given."""
    timestamp = str(int(time.time() if at is None else at))
    nonce = letters(32)
    return {
        "Wechatpay-Timestamp": timestamp,
        "Wechatpay-Nonce": nonce,
        "Wechatpay-Signature": sign(key, lines(timestamp, nonce, body)),
        "Wechatpay-Serial": serial,
        "Wechatpay-Signature-Type": SCHEME,
    }


def encrypt(apiv3_key, plain, associated):
    """A resource as notices and certificates carry it; plain and associated are text."""
    nonce = letters(12)
    sealed = AESGCM(apiv3_key.encode()).encrypt(nonce.encode(), plain.encode(), associated.encode())
    return {
        "algorithm": "AEAD_AES_256_GCM",
        "ciphertext": b64encode(sealed).decode(),
        "associated_data": associated,
        "nonce": nonce,
    }


def decrypt_name(keys, said, name):
    """A field that the merchant encrypted with the platform's public key."""
    try:
        plain = keys.platform.decrypt(b64decode(said, validate=True), OAEP(MGF1(SHA1()), SHA1(), None))  # noqa: S303
        return plain.decode()
    except (ValueError, TypeError):
        raise bad_parameter(name, "敏感信息解密失败") from None


def broken(signature):
    """A signature of the right shape that is wrong."""
    raw = bytearray(b64decode(signature))
    raw[secrets.randbelow(len(raw))] ^= 1
    return b64encode(raw).decode()
