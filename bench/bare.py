"""The limit of the gift path: Django views that only write its rows, one transaction a request, no rule looked at.

The same addresses and bodies as the shop's, so that the same client drives both. Sessions, CSRF and sealed addresses
are the shop's; forms, serializers, models, rules, signatures and the provider's round trip are what is left out.
"""

import hashlib
import json
from contextlib import contextmanager

from django.db import connection, transaction
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from accounts.crypto import encrypt
from accounts.phones import blind_index
from bench import bare_sql
from giftshop.codes import new_code

URLS = ["api/v1/gifts", "payments/<code>/", "payments/notices/sandbox", "api/v1/gifts/<code>/acceptance"]


@contextmanager
def one_transaction(request):
    """The body, and a function that runs one statement and returns its first row, if it has any."""
    with transaction.atomic(), connection.cursor() as cursor:

        def run(statement, values):
            cursor.execute(statement, values)
            return cursor.fetchone() if cursor.description else None

        is_json = request.content_type == "application/json"
        yield json.loads(request.body) if is_json else request.POST.dict(), run


def send(request):
    with one_transaction(request) as (body, run):
        number, code = new_code(), new_code()
        values = body | {"giver": request.user.pk, "number": number, "code": code, "order_number": new_code()}
        fen, _order = run(bare_sql.SEND, values)
        shown = {"code": code, "payment": {"number": number}, "amount": {"total_fen": fen}}
        keep(run, request, f"user:{request.user.pk}", shown)
    return JsonResponse(shown, status=201)


def keep(run, request, caller, shown):
    """What the Idempotency-Key stands for from now on."""
    asked = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    values = {"caller": caller, "key": request.headers["Idempotency-Key"]}
    values |= {"fingerprint": hashlib.sha256(asked).hexdigest()}
    run(bare_sql.KEEP, values | {"body": encrypt(json.dumps(shown), "api.Answer.body")})


def go_and_pay(request, code):
    with one_transaction(request) as (body, run):
        values = body | {"number": code, "attempt": f"{code}-1"}
        run(bare_sql.OPEN, values | {"token": new_code(32), "transaction": f"S{new_code(20)}"})
    return HttpResponse(status=302)


@csrf_exempt
def notice(request):
    with one_transaction(request) as (body, run):
        values = body["resource"] | {
            "id": body["id"],
            "kind": body["kind"],
            "body": json.dumps(body["resource"]),
        }
        run(bare_sql.PAID, values)
    return JsonResponse({"code": "SUCCESS"})


def accept(request, code):
    with one_transaction(request) as (body, run):
        address = body["address"]
        sealed = {
            name: encrypt(address[name], f"orders.Delivery.{name}")
            for name in ["consignee", "phone", "detail"]
        }
        index = blind_index(address["phone"])
        run(
            bare_sql.ACCEPT,
            address | sealed | {"code": code, "recipient": request.user.pk, "phone_index": index},
        )
        keep(run, request, f"user:{request.user.pk}", {"code": code})
    return JsonResponse({"code": code}, status=201)


urlpatterns = [path(url, view) for url, view in zip(URLS, [send, go_and_pay, notice, accept], strict=True)]
