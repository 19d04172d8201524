"""Products read and gifts created a second by partners' programs, beside bare views that do the same by plain SQL.

Eight programs, each with a token of its own and a customer who gives. A gift ends where the partner hands the cashier's
link to its customer: nothing is paid here. Warm, the product is kept from the request before; cold, Redis is emptied
before each request, on both sides.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from io import StringIO
from time import perf_counter

import redis
from django.conf import settings
from django.core.management import call_command
from oauth2_provider.models import AccessToken, set_token_value

from api.models import Application, Customer, Partner
from bench import databases, http, rows, seed, server, table
from giftshop.clock import db_now
from giftshop.codes import new_code
from shops.models import Product, Variant

SHOP, BARE = "giftshop.settings", "bench.bare_api_settings"
SCOPES = ["products:read", "gifts:write"]
WARM_UP = 3  # requests of every program before the clock starts
CUSTOMER = "member-1"
HEADERS = {"Host": "localhost", "Accept-Language": "en"}


@dataclass(frozen=True, kw_only=True)
class Program:
    """`product` is what it reads, `variant` what its customer gives at `price_fen`."""

    token: str
    product: int
    variant: int
    price_fen: int

    def headers(self):
        return HEADERS | {"Authorization": f"Bearer {self.token}"}


def figures(size):
    call_command("collectstatic", "--no-input", verbosity=0)
    with databases.fresh("bench_api"):
        call_command("load_demo", verbosity=0, stdout=StringIO())
        seed.catalogue()
        registered = programs(http.CLIENTS)
        seed.settle_down()
        for name, act, each, aim in [
            ("Product read over the API, warm", read, size.pages, 0.4),
            ("Product read over the API, cold", read_cold, size.each, 0.15),
            ("Gift created over the API", create, size.each, 0.3),
        ]:
            yield table.compare(
                f"{name}, beside a bare view",
                figure=partial(measure, SHOP, act, registered, each),
                limit=partial(measure, BARE, act, registered, each),
                repeat=size.repeat,
                gifts=len(registered) * (each + WARM_UP),
                aim=aim,
            )


def programs(count):
    """`count` programs with tokens, each of a partner of its own, with a variant of its own and one product for all."""
    product = Product.objects.giftable().order_by("pk").first()
    variants = Variant.objects.filter(product__shop__code__startswith="shop-").order_by("pk")[:count]
    return [
        Program(token=_token(), product=product.pk, variant=variant.pk, price_fen=variant.price_fen)
        for variant in variants
    ]


def _token():
    """Of an application that has been seen already, so that no minute's end writes a row on one side only."""
    to_come = db_now() + timedelta(days=1)
    partner = Partner.objects.create(name="Program")
    Customer.objects.known_as(partner, CUSTOMER)
    confidential = Application.CLIENT_CONFIDENTIAL
    application = partner.applications.create(
        name="Program", client_type=confidential, scopes=SCOPES, last_used_at=to_come
    )
    row, text = AccessToken(application=application, scope=" ".join(SCOPES), expires=to_come), new_code(40)
    set_token_value(row, text)
    row.save()
    return text


def measure(module, act, registered, each):
    """(requests a second, table → rows written, the warm-up's too) of `registered`, each acting `each` times."""
    before = rows.written()
    with server.running(module) as port, ThreadPoolExecutor(len(registered)) as threads:
        list(threads.map(partial(repeat, act, port, WARM_UP), registered))
        started = perf_counter()
        list(threads.map(partial(repeat, act, port, each), registered))
        seconds = perf_counter() - started
    return len(registered) * each / seconds, rows.since(before)


def repeat(act, port, times, program):
    for _ in range(times):
        act(partial(http.ask, port), program)


def read(ask, program):
    return ask("GET", f"/api/v1/products/{program.product}", 200, program.headers())


def read_cold(ask, program):
    redis.Redis.from_url(settings.REDIS_URL).flushdb()
    return read(ask, program)


def create(ask, program):
    wish = {"variant": program.variant, "price_fen": program.price_fen, "greeting": "For you"}
    body = json.dumps(wish | {"customer": {"external_id": CUSTOMER}}).encode()
    kind = {"Content-Type": "application/json", "Idempotency-Key": new_code(32)}
    return ask("POST", "/api/v1/gifts", 201, program.headers() | kind, body)
