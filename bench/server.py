"""The web server as the Procfile starts it, on a free port."""

import os
import shlex
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

PROCFILE = Path(__file__).resolve().parents[1] / "Procfile"
SECONDS_TO_START = 60


@contextmanager
def running(settings):
    """Gives the port."""
    port = free_port()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings}
    process = subprocess.Popen(command(port), env=environment)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def command(port):
    web = next(line for line in PROCFILE.read_text().splitlines() if line.startswith("web:"))
    words = shlex.split(web.removeprefix("web:"))
    words = [word.replace("$BIND", "127.0.0.1").replace("$PORT", str(port)) for word in words]
    return [sys.executable, *words[1:], "--log-level", "warning"]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def wait_for(port, process):
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the web server did not start")
