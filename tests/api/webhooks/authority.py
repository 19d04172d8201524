"""A certificate authority of the tests' own, and a server's certificate by it."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

NAMES = ["hooks.test", "two.hooks.test"]


def write(folder):
    """`ca.pem`, and `server.pem` with its key for NAMES and 127.0.0.1."""
    ca_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    ca = _certificate("Tests", ca_key, "Tests", ca_key, x509.BasicConstraints(ca=True, path_length=0))
    names = x509.SubjectAlternativeName([*map(x509.DNSName, NAMES), x509.IPAddress(ip_address("127.0.0.1"))])
    server = _certificate("Receiver", key, "Tests", ca_key, names)
    (folder / "ca.pem").write_bytes(_pem(ca))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "server.pem").write_bytes(secret + _pem(server))
    return folder


def _pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


def _certificate(name, key, issuer, issuers_key, extension):
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(extension, critical=False)
        .sign(issuers_key, hashes.SHA256())
    )


def _named(text):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])
