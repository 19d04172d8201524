"""Gifts created, paid and accepted a second over HTTP, beside bare views writing the same rows.

Eight givers, each with a friend whom they have given to before, so that a gift goes to the friend by name. A gift is
four requests: send, the cashier's page (which asks the pretend bank for its own), the signed notice, accept. Every
request has a connection of its own.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPConnection
from time import perf_counter, time

from bench import rows, server
from bench.production import ORIGIN
from giftshop.codes import new_code
from payments.providers.base import TRADE_PAID
from payments.providers.sandbox import signing

CLIENTS = 8
WARM_UP = 3  # gifts of every client before the clock starts
SHOP, BARE = "giftshop.settings", "bench.bare_settings"
ADDRESS = {
    "consignee": "王小波",
    "phone": "+8613800138000",
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "detail": "文三路 100 号 3 幢 502",
}


def measure(settings, pairs, each):
    """(gifts a second, table → rows written, the warm-up's too) of `pairs`, each giving `each` gifts."""
    before = rows.written()
    with server.running(settings) as port, ThreadPoolExecutor(len(pairs)) as threads:
        clients = [Client(port, pair) for pair in pairs]
        list(threads.map(lambda client: client.give(WARM_UP), clients))
        started = perf_counter()
        list(threads.map(lambda client: client.give(each), clients))
        seconds = perf_counter() - started
    return len(pairs) * each / seconds, rows.since(before)


class Client:
    """One giver's and one friend's browser, and their bank."""

    def __init__(self, port, pair):
        self.port, self.pair = port, pair
        self.csrf = new_code(32)

    def give(self, times):
        for _ in range(times):
            gift = self.send()
            number = gift["payment"]["number"]
            self.go_and_pay(number)
            self.pay(f"{number}-1", gift["amount"]["total_fen"])
            self.accept(gift["code"])

    def send(self):
        wish = {"variant": self.pair.variant, "price_fen": self.pair.price_fen, "contact": self.pair.friend}
        body = json.dumps(wish | {"greeting": "For you"}).encode()
        return json.loads(self.post("/api/v1/gifts", body, self.calling(self.pair.giver_session), 201))

    def go_and_pay(self, number):
        """The button of the cashier's page."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        cookies = self.cookies(self.pair.giver_session)
        self.post(f"/payments/{number}/", b"method=sandbox", cookies | kind, 302)

    def pay(self, number, fen):
        """The notice that the bank would send, signed as it signs."""
        resource = {"number": number, "transaction_id": f"S{new_code(20)}", "amount_fen": fen}
        resource["paid_at"] = datetime.now(UTC).isoformat()
        body = json.dumps({"id": new_code(16), "kind": TRADE_PAID, "resource": resource}).encode()
        self.post("/payments/notices/sandbox", body, signing.headers(body, at=int(time())), 200)

    def accept(self, code):
        body = json.dumps({"address": ADDRESS}).encode()
        self.post(f"/api/v1/gifts/{code}/acceptance", body, self.calling(self.pair.friend_session), 201)

    def calling(self, session):
        """Of a request to the API, which is not repeated."""
        return self.cookies(session) | {"Content-Type": "application/json", "Idempotency-Key": new_code(32)}

    def cookies(self, session):
        cookies = f"sessionid={session}; csrftoken={self.csrf}"
        return {"Cookie": cookies, "X-CSRFToken": self.csrf, "Origin": ORIGIN, "Referer": ORIGIN}

    def post(self, path, body, headers, wanted):
        return ask(self.port, "POST", path, wanted, headers, body)


def ask(port, method, path, wanted, headers, body=None):
    """The body of an answer with the status `wanted`; any other ends the benchmark."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, headers | {"X-Forwarded-Proto": "https"})
        answer = connection.getresponse()
        told = answer.read()
    finally:
        connection.close()
    if answer.status != wanted:
        raise SystemExit(f"{path} answered {answer.status}: {told[:500].decode(errors='replace')}")
    return told
