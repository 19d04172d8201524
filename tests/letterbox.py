"""An address that notices can be sent to: it keeps them, and answers as it is told."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Letterbox:
    """`letters` are pairs of headers and body, in the order they came; `answers` the next statuses, then 200."""

    def __enter__(self):
        self.empty()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Slot)
        self.server.box = self
        self.url = f"http://127.0.0.1:{self.server.server_port}/notice"
        Thread(target=self.server.serve_forever, args=(0.005,), daemon=True).start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()

    def empty(self):
        self.letters, self.answers = [], []

    def take(self):
        """What has come since the last time."""
        taken, self.letters = self.letters, []
        return taken


class Slot(BaseHTTPRequestHandler):
    def do_POST(self):
        box = self.server.box
        box.letters.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(box.answers.pop(0) if box.answers else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass
