"""An address that notices can be sent to: it keeps them, and answers as it is told."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Mailbox:
    def __init__(self):
        self.letters = []  # (headers, body) in the order of arrival
        self.status = 200

    def take(self):
        """What has come since the last time."""
        taken, self.letters = self.letters, []
        return taken


@contextmanager
def mailbox():
    box = Mailbox()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            box.letters.append((dict(self.headers), body))
            self.send_response(box.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    box.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield box
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
