"""Every line says of which request it is, and no line holds a secret: paths that carry one are cut before."""

import logging
import re
from contextvars import ContextVar

REQUEST_ID = ContextVar("request_id", default="-")

BEFORE = [  # what stands before a secret in a path
    r"g(?:/r)?/[0-9A-Z]+-",
    "payments/[0-9A-Z]+-",
    "sandbox/(?:cashier|transfer)/",
    "account/password/reset/key/",
    "account/mails/off/",
    "staff/invitation/",
    "share/invitation/[0-9]+-",
]
SECRET_PATH = re.compile(rf"(/(?:{'|'.join(BEFORE)}))[^\s'\"/?]+")


class NameRequest(logging.Filter):
    def filter(self, record):
        record.request_id = REQUEST_ID.get()
        return True


class CutSecrets(logging.Filter):
    """Django names the path of every refused request, and the token of a gift stands in it."""

    def filter(self, record):
        message = record.getMessage()
        if SECRET_PATH.search(message):
            record.msg, record.args = SECRET_PATH.sub(r"\1…", message), ()
        return True
