"""A POST that is repeated with its Idempotency-Key is answered again and not done again."""

import hashlib
import json
import re

from django.db import connection, transaction
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from api.callers import Caller, caller
from api.models import Answer
from api.refusals import KeyInFlight, KeyMissing, KeyReused
from giftshop.rows import one

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
KEY = r"[A-Za-z0-9._:-]{1,64}"


def once(request, act):
    """The Response of `act()`, kept for IDEMPOTENCY_KEPT in the transaction of what it does; a refusal keeps nothing.

    Raises KeyMissing, KeyReused for a key that stands for another request, and KeyInFlight while the first one runs.
    """
    key = request.headers.get(HEADER, "")
    if not re.fullmatch(KEY, key, re.ASCII):
        raise KeyMissing
    who, asked = _who(request), _fingerprint(request)
    with transaction.atomic():
        _claim(f"{who} {key}")
        if kept := one(Answer.objects.filter(caller=who, key=key)):
            return _again(kept, asked)
        response = act()
        Answer.objects.create(
            caller=who,
            key=key,
            fingerprint=asked,
            status=response.status_code,
            location=response.headers.get("Location", ""),
            body=json.dumps(response.data, cls=JSONEncoder, ensure_ascii=False),
        )
    return response


def _claim(name):
    """The key is ours until the transaction ends, also by the death of this process. Raises KeyInFlight."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        [claimed] = cursor.fetchone()
    if not claimed:
        raise KeyInFlight(retry_after=1)


def _who(request):
    """Whose key it is. A guest is whoever shows the same secret, or has the same session."""
    if caller(request) is Caller.PARTNER:
        return f"application:{request.auth.application_id}"
    if caller(request) is Caller.PERSON:
        return f"user:{request.user.pk}" + (f":{request.auth.application_id}" if request.auth else "")
    proof = request.headers.get("Gift-Token") or request._request.session.session_key or ""
    return f"guest:{hashlib.sha256(proof.encode()).hexdigest()}"


def _fingerprint(request):
    asked = f"{request.method} {request.get_full_path()}\n".encode() + request._request.body
    return hashlib.sha256(asked).hexdigest()


def _again(kept, asked):
    if kept.fingerprint != asked:
        raise KeyReused
    headers = {REPLAYED: "true"} | ({"Location": kept.location} if kept.location else {})
    return Response(json.loads(kept.body), status=kept.status, headers=headers)


def forget():
    """Answers that were kept long enough."""
    Answer.objects.stale().delete()
