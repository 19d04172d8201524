"""The platform's certificate, for a merchant who does not use its public key."""

from cryptography.hazmat.primitives.serialization import Encoding

from .clock import rfc3339
from .signing import encrypt


def listed(desk, request):
    """GET /v3/certificates"""
    certificate = desk.keys.certificate
    pem = certificate.public_bytes(Encoding.PEM).decode()
    told = {
        "serial_no": desk.keys.certificate_serial,
        "effective_time": rfc3339(certificate.not_valid_before_utc.timestamp()),
        "expire_time": rfc3339(certificate.not_valid_after_utc.timestamp()),
        "encrypt_certificate": encrypt(desk.keys.apiv3_key, pem, "certificate"),
    }
    return 200, {"data": [told]}
