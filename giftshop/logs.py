"""Logs hold no secret: the paths that carry one are cut before a line is written."""

import logging
import re

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


class CutSecrets(logging.Filter):
    """Django names the path of every refused request, and the token of a gift stands in it."""

    def filter(self, record):
        message = record.getMessage()
        if SECRET_PATH.search(message):
            record.msg, record.args = SECRET_PATH.sub(r"\1…", message), ()
        return True
