"""A partner's server, real TLS on loopback, as badly behaved as a test wants it."""

import ssl
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Receiver:
    """Keeps what it got; `behave(handler)` answers. Also counts connections, with or without a request."""

    def __init__(self, folder):
        self.got, self.connections = [], 0
        self.behave = answer(200)
        self.stopping = threading.Event()
        self.server = _Server(("127.0.0.1", 0), _handler(self))
        self.server.receiver = self
        self.server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.server.context.load_cert_chain(folder / "server.pem")
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    def stop(self):
        self.stopping.set()
        self.server.shutdown()
        self.server.server_close()

    def url(self, host="hooks.test", path="/hook"):
        return f"https://{host}:{self.port}{path}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def finish_request(self, request, client_address):
        """The handshake happens in the connection's own thread."""
        self.receiver.connections += 1
        with suppress(OSError), self.context.wrap_socket(request, server_side=True) as secured:
            super().finish_request(secured, client_address)

    def handle_error(self, request, client_address):
        """Whoever hangs up on us may."""


def _handler(receiver):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            size = int(self.headers["Content-Length"])
            body = self.rfile.read(size)
            receiver.got.append((self.path, dict(self.headers.items()), body.decode()))
            self.stopping = receiver.stopping
            receiver.behave(self)
            self.close_connection = True

        def log_message(self, *args):
            """Silent."""

    return Handler


def answer(status, body=b"", **headers):
    def behave(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def silent(handler):
    """Never answers."""
    handler.stopping.wait(30)


def drip_headers(handler):
    """A byte now and then, so that no single read ever waits long."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(handler)


def drip_body(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    _drip(handler)


def flood(handler):
    """A body without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    handler.server.receiver.flooded = 0
    with suppress(OSError):
        while not handler.stopping.is_set():
            handler.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
            handler.server.receiver.flooded += 0x10000


def _drip(handler):
    until = time.monotonic() + 8
    with suppress(OSError):
        while not handler.stopping.is_set() and time.monotonic() < until:
            handler.wfile.write(b"x")
            time.sleep(0.05)
