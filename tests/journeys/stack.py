"""The whole shop as it runs for its users: web server, Celery worker and beat, on a database of its own."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from giftshop.embedded.redis import free_port

PROGRAMS = {
    "web": "-m gunicorn giftshop.wsgi --workers 2 --threads 4 --no-control-socket --bind 127.0.0.1:{port}",
    "worker": "-m celery -A giftshop worker --without-gossip --without-mingle -c 2 --loglevel warning",
    "beat": "-m celery -A giftshop beat --pidfile= --loglevel warning",
}


@contextmanager
def running(folder, *, redis_number, **environment):
    """Yields the address. `environment` shortens windows and the like."""
    port = free_port()
    values = os.environ | {
        "DATABASE_URL": database_url(),
        "REDIS_URL": f"{settings.REDIS_URL.rpartition('/')[0]}/{redis_number}",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DEBUG": "1",
        "MEDIA_ROOT": str(folder / "media"),
    }
    with ExitStack() as stack:
        for name, arguments in PROGRAMS.items():
            command = [sys.executable, *arguments.format(port=port).split()]
            stack.enter_context(program(command, values | environment, folder / f"{name}.log"))
        wait_for(f"{values['PUBLIC_URL']}/healthz", folder / "web.log")
        yield values["PUBLIC_URL"]


@contextmanager
def program(command, environment, log: Path):
    with log.open("w") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def database_url():
    """Where the test's connection goes now: the clone, not what the run began with."""
    wanted = connection.get_connection_params()
    return f"postgres://{wanted['user']}:{wanted['password']}@/{wanted['dbname']}?host={wanted['host']}"


def wait_for(url, log, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"{url} did not answer in {seconds} s:\n{log.read_text()}")
