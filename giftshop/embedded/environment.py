"""What a run needs to know besides the servers' addresses. Whatever is set already stays as it is."""

import base64
import os
import secrets
import tempfile

from emulator import keys

PORT = "8000"
BIND = "127.0.0.1"
EMULATOR = "wechat-emulator"
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104


def complete(file):
    """The environment, with local secrets from the file, which is made if there is none."""
    values = dict(os.environ)
    fill(values, {"PORT": PORT, "BIND": BIND})
    fill(values, addresses(values["BIND"], values["PORT"]))
    # A shop that is kept looks as it would in production; for tests nothing is collected and hashed first.
    fill(values, {"DEMO": "1", "DEBUG": "0" if file else "1"})
    fill(values, kept_secrets(file) if file else new_secrets())
    if file and values.get("PAYMENTS") == EMULATOR:
        values |= emulated(values, file)
    return values


def emulated(values, file):
    """The shop pays at WeChat Pay, which is an emulator beside it."""
    port = values.get("EMULATOR_PORT") or str(int(values["PORT"]) + 1)
    host = "localhost" if values["BIND"] in EVERY_ADDRESS else bracketed(values["BIND"])
    url = f"http://{host}:{port}"
    books = file.with_name("emulator.sqlite")
    account = keys.environment(keys.kept(f"{books}.keys.json"), url=url, mode="partner")
    return account | {"PAYMENTS": "wechat", "EMULATOR_PORT": port, "EMULATOR_BOOKS": str(books)}


def fill(values, more):
    values.update({name: value for name, value in more.items() if not values.get(name)})


def addresses(bind, port):
    host = "localhost" if bind in EVERY_ADDRESS else bracketed(bind)
    allowed = dict.fromkeys(["localhost", "127.0.0.1", "[::1]", bracketed(bind)])
    return {"ALLOWED_HOSTS": ",".join(allowed), "PUBLIC_URL": f"http://{host}:{port}"}


def bracketed(address):
    return f"[{address}]" if ":" in address else address


def new_secrets():
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ADDRESS_KEYS": f"k1:{new_key()}",
        "PHONE_INDEX_KEY": new_key(),
        "GIFT_LINK_KEYS": f"k1:{new_key()}",
        "SANDBOX_KEY": new_key(),
    }


def new_key():
    return base64.b64encode(secrets.token_bytes(32)).decode()


def kept_secrets(file):
    """Made once, since lost keys mean lost addresses; a later version may add some to an older file."""
    lines = file.read_text().splitlines() if file.exists() else []
    known = dict(line.split("=", 1) for line in lines)
    values = new_secrets() | known
    if values != known:
        write_whole(file, "".join(f"{name}={value}\n" for name, value in values.items()))
    return values


def write_whole(file, text):
    # mkstemp makes it readable for the owner alone; the rename is there entirely or not at all.
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=file.parent)
    with open(descriptor, "w") as new:
        new.write(text)
        os.fsync(descriptor)
    os.replace(name, file)
