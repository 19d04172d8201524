"""The limit of the API: Django views without framework, session or middleware, a few statements and json.dumps.

The same addresses, tokens, keys and answers as the API's; rules, serializers, counting and languages are left out: what
is asked for here may be read, and given.
"""

import hashlib
import json
from functools import wraps

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.urls import path

from bench import bare, bare_sql
from giftshop.codes import new_code

CALLER = """
    SELECT application.id, partner.id
    FROM oauth2_provider_accesstoken token
    JOIN api_application application ON application.id = token.application_id
    JOIN api_partner partner ON partner.id = application.partner_id
    WHERE token_checksum = %s AND token.expires > now() AND partner.suspended_at IS NULL
"""

PRODUCT = """
    SELECT product.id, product.title, product.description, product.option_names, product.price_from_fen,
        shop.code, shop.name, shop.gift_freight_fen, cover.file
    FROM shops_product product
    JOIN shops_shop shop ON shop.id = product.shop_id
    LEFT JOIN LATERAL (
        SELECT file FROM shops_picture WHERE product_id = product.id AND shown ORDER BY position, id LIMIT 1
    ) cover ON true
    WHERE product.id = %s AND product.on_shelf AND shop.state = 'active'
"""

VARIANTS = """
    SELECT variant.id, variant.name, option_values, price_fen, compare_at_fen, stock, picture.file
    FROM shops_variant variant LEFT JOIN shops_picture picture ON picture.id = variant.picture_id
    WHERE variant.product_id = %s AND variant.on_shelf ORDER BY variant.position, variant.id
"""

CUSTOMER = "SELECT user_id FROM api_customer WHERE partner_id = %s AND external_id = %s"

GIFT = {"currency": "CNY", "giftable": True, "not_giftable_because": None}


def with_token(view):
    """Hands the ids of the application and of its partner to `view`."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        token = request.headers["Authorization"].removeprefix("Bearer ")
        [caller] = _rows(CALLER, [hashlib.sha256(token.encode()).hexdigest()])
        return view(request, *caller, *args, **kwargs)

    return wrapper


@with_token
def product(request, application, partner, id):
    [(key, title, description, options, price, code, name, freight, cover)] = _rows(PRODUCT, [id])
    told = {"id": key, "title": title, "shop": {"code": code, "name": name}, "price_from_fen": price}
    told |= {"picture": _url(cover), "description": description, "option_names": options}
    told |= {"gift_freight_fen": freight, "variants": [_variant(*row) for row in _rows(VARIANTS, [id])]}
    return HttpResponse(json.dumps(told | GIFT, ensure_ascii=False), content_type="application/json")


def _variant(key, name, options, price, compare_at, stock, picture):
    told = {"id": key, "name": name, "option_values": options, "price_fen": price}
    return told | {"compare_at_fen": compare_at, "stock": stock, "picture": _url(picture)} | GIFT


def _url(file):
    return f"{settings.PUBLIC_URL}{settings.MEDIA_URL}{file}" if file else None


def _rows(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


@with_token
def gift(request, application, partner):
    with bare.one_transaction(request) as (body, run):
        [giver] = run(CUSTOMER, [partner, body["customer"]["external_id"]])
        number, code = new_code(), new_code()
        named = {"giver": giver, "contact": None, "number": number, "code": code, "order_number": new_code()}
        fen, _order = run(bare_sql.SEND, body | named)
        shown = {"code": code, "payment": {"number": number}, "amount": {"total_fen": fen}}
        bare.keep(run, request, f"application:{application}", shown)
    return JsonResponse(shown, status=201)


urlpatterns = [path("api/v1/products/<int:id>", product), path("api/v1/gifts", gift)]
