"""Whom the emulator knows, and the keys of both sides."""

import json
import os
import secrets
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from .ids import letters

MCHID = "1900000001"
APPID = "wx0e0000000000emul"


@dataclass(frozen=True)
class Keys:
    """`merchant` signs requests, `platform` signs answers; both are RSA private keys. `apiv3_key` has 32 bytes."""

    mchid: str
    appid: str
    app_secret: str
    apiv3_key: str
    merchant: rsa.RSAPrivateKey
    merchant_serial: str
    platform: rsa.RSAPrivateKey
    platform_id: str

    @cached_property
    def certificate(self):
        """The platform's, for clients that do not use its public key."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tenpay.com emulator")])
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder(
            name, name, self.platform.public_key(), int(self.platform_id[-32:], 16)
        )
        builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(
            now + timedelta(days=1825)
        )
        return builder.sign(self.platform, hashes.SHA256())

    @property
    def certificate_serial(self):
        return f"{self.certificate.serial_number:X}"


def make():
    return Keys(
        mchid=MCHID,
        appid=APPID,
        app_secret=secrets.token_hex(16),
        apiv3_key=letters(32),
        merchant=rsa.generate_private_key(public_exponent=65537, key_size=2048),
        merchant_serial=secrets.token_hex(20).upper(),
        platform=rsa.generate_private_key(public_exponent=65537, key_size=2048),
        platform_id=f"PUB_KEY_ID_01{secrets.token_hex(15).upper()}",
    )


def kept(path):
    """The keys in this file, which is made if it is not there and which nobody else may read."""
    if os.path.exists(path):
        with open(path) as file:
            return from_json(json.load(file))
    keys = make()
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(as_json(keys), file, indent=1)
    return keys


def as_json(keys):
    said = {name: getattr(keys, name) for name in ("mchid", "appid", "app_secret", "apiv3_key")}
    said |= {name: getattr(keys, name) for name in ("merchant_serial", "platform_id")}
    return said | {name: one_line(getattr(keys, name)) for name in ("merchant", "platform")}


def from_json(said):
    return Keys(**said | {name: from_one_line(said[name]) for name in ("merchant", "platform")})


def one_line(key):
    """The base64 between the BEGIN and END lines of the key's PEM."""
    if isinstance(key, rsa.RSAPrivateKey):
        encoded = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    else:
        encoded = key.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    return b64encode(encoded).decode()


def from_one_line(line):
    text = f"-----BEGIN PRIVATE KEY-----\n{line}\n-----END PRIVATE KEY-----"
    return serialization.load_pem_private_key(text.encode(), password=None)


def environment(keys, *, url, mode):
    """The variables with which the shop uses this emulator. mode: partner or direct."""
    return {
        "WECHATPAY_API_URL": url,
        "WECHATPAY_MODE": mode,
        "WECHATPAY_APPID": keys.appid,
        "WECHATPAY_APP_SECRET": keys.app_secret,
        "WECHATPAY_MCHID": keys.mchid,
        "WECHATPAY_MERCHANT_NAME": "礼物小店平台（模拟）",
        "WECHATPAY_SERIAL": keys.merchant_serial,
        "WECHATPAY_PRIVATE_KEY": one_line(keys.merchant),
        "WECHATPAY_APIV3_KEY": keys.apiv3_key,
        "WECHATPAY_PUBLIC_KEY": one_line(keys.platform.public_key()),
        "WECHATPAY_PUBLIC_KEY_ID": keys.platform_id,
    }
