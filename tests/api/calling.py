"""`python -m tests.api.calling PATH KEY TOKEN`: one POST of the JSON on standard input, by a process to be killed."""

import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

if __name__ == "__main__":
    path, key, token = sys.argv[1:]
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    body = sys.stdin.read()
    Client(headers={"Host": settings.ALLOWED_HOSTS[0]}).post(
        path, body, content_type="application/json", headers=headers
    )
