"""The emulator over HTTP: the signed API, the cashier, the login, and the control for this machine only."""

import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urlsplit

from . import answering, cashier, control, oauth
from .faults import Silence
from .messages import Request, as_json
from .refusal import Refusal, no_auth

PAGES = [  # method, path, verb
    ("GET", "/cashier(/(?P<prepay_id>[^/]+))?", cashier.show),
    ("POST", "/cashier(/(?P<prepay_id>[^/]+))?", cashier.act),
    ("GET", "/connect/oauth2/authorize", oauth.authorize),
    ("GET", "/sns/oauth2/access_token", oauth.access_token),
]


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address, desk):
        super().__init__(address, Handler)
        self.desk = desk


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # headers and body leave together
    timeout = 60

    def do_GET(self):
        self.serve()

    do_POST = do_PUT = do_GET

    def serve(self):
        request = self.read()
        try:
            answer = self.answer(request)
        except Silence as silence:
            self.server.desk.stopping.wait(silence.seconds)
            self.close_connection = True
            return
        self.write(answer)

    def read(self):
        length = int(self.headers.get("Content-Length") or 0)
        parts = urlsplit(self.path)
        return Request(
            method=self.command,
            target=self.path,
            path=unquote(parts.path),
            query=dict(parse_qsl(parts.query)),
            text=self.rfile.read(length).decode(errors="replace"),
            base=f"http://{self.headers.get('Host', '')}",
            authorization=self.headers.get("Authorization"),
            wanted_serial=self.headers.get("Wechatpay-Serial"),
        )

    def answer(self, request):
        if request.path.startswith("/v3/"):
            return answering.answer(self.server.desk, request)
        try:
            if request.path.startswith("/control/"):
                return self.control(request)
            return page(self.server.desk, request)
        except Refusal as refusal:
            return as_json(refusal.status, refusal.as_json())

    def control(self, request):
        if not ip_address(self.client_address[0]).is_loopback:
            raise no_auth("only from this machine")
        if request.method != "GET" and self.headers.get_content_type() != "application/json":
            raise no_auth("only JSON, which another site's form cannot send")
        said = request.body if request.text else {}
        return control.answer(self.server.desk, request.path.removeprefix("/control/"), said)

    def write(self, answer):
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *args):
        """Nothing: the books keep the requests."""


def page(desk, request):
    for method, pattern, verb in PAGES:
        found = method == request.method and re.fullmatch(pattern, request.path)
        if found:
            request.named = {name: value for name, value in found.groupdict().items() if value}
            desk.look()
            with desk.books.deciding():
                return verb(desk, request)
    raise Refusal(404, "NOT_FOUND", "页面不存在")
