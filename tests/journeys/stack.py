"""The whole shop as it runs for its users: web server, Celery worker and beat, on a database of its own."""

import fcntl
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from giftshop.embedded import home, redis

PROGRAMS = {
    "web": "-m gunicorn giftshop.wsgi --preload --workers 2 --threads 4 --no-control-socket"
    " --bind 127.0.0.1:{port}",
    "worker": "-m celery -A giftshop worker --beat --without-gossip --without-mingle -c 2 --loglevel warning",
}
PRODUCTION = {"DEBUG": "0", "DEMO": "1"}  # DEMO allows plain http


def collect_once(folder):
    """For all workers: who comes second waits, and finds them there."""
    folder.mkdir(exist_ok=True)
    done = folder / "done"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            collect(folder / "static")
            done.touch()
    return folder / "static"


def collect(folder):
    """Static files as production serves them: the styles in one file, every file hashed and compressed."""
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    values = os.environ | PRODUCTION | {"STATIC_ROOT": str(folder)}
    subprocess.run(command, env=values, cwd=settings.BASE_DIR, check=True)
    return folder


@contextmanager
def running(folder, *, static, programs=tuple(PROGRAMS), **environment):
    """Yields the address. Redis is its own; `static` is what `collect` made; `environment` shortens windows."""
    port = redis.free_port()
    address = f"http://127.0.0.1:{port}"
    values = {
        "DATABASE_URL": database_url(),
        "PUBLIC_URL": address,
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(static),
    }
    values = os.environ | PRODUCTION | values | environment
    with ExitStack() as stack:
        values["REDIS_URL"] = stack.enter_context(redis.running(stack.enter_context(home.thrown_away())))
        for name in programs:
            command = [sys.executable, *PROGRAMS[name].format(port=port).split()]
            stack.enter_context(program(command, values, folder / f"{name}.log"))
        wait_for(f"{address}/healthz", folder / "web.log")
        yield address


@contextmanager
def program(command, environment, log: Path):
    """Killed at the end with all its children: nobody needs its goodbyes."""
    with log.open("w") as output:
        process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


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
