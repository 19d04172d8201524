"""What is posted: Standard Webhooks (https://www.standardwebhooks.com), signed with the secrets that are good now."""

import json
from datetime import UTC

from django.utils import timezone
from standardwebhooks import Webhook

USER_AGENT = "Giftshop-Webhooks/1"


def message(event, endpoint):
    """(headers, body). Who gets it twice knows it by `webhook-id`."""
    body = json.dumps(shown(event), ensure_ascii=False, separators=(",", ":"))
    number, now = str(event.pk), timezone.now()
    signatures = [Webhook(secret).sign(number, now, body) for secret in _secrets(endpoint, now)]
    headers = {
        "content-type": "application/json",
        "user-agent": USER_AGENT,
        "webhook-id": number,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
    return headers, body.encode()


def shown(event):
    at = event.occurred_at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return {"id": event.pk, "type": event.type, "timestamp": at, "data": event.data}


def _secrets(endpoint, now):
    """The new one first; while both are good, each signs."""
    yield endpoint.secret
    if endpoint.old_secret and endpoint.old_secret_until > now:
        yield endpoint.old_secret
