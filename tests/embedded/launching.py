"""The launcher as its users see it: a command line. No test here needs Django or the test run's own database."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GIVEN = {"DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS", "PUBLIC_URL", "DEBUG", "DEMO", "BIND", "PORT"}
KEYS = {"SECRET_KEY", "ADDRESS_KEYS", "PHONE_INDEX_KEY", "GIFT_LINK_KEYS", "SANDBOX_KEY"}
ELSEWHERE = {"DATABASE_URL": "postgres://elsewhere/shop", "REDIS_URL": "redis://elsewhere:6379/0"}
SQL = """
import os, sys, psycopg2
connection = psycopg2.connect(os.environ["DATABASE_URL"])
connection.autocommit = True
cursor = connection.cursor()
for statement in sys.argv[1:]:
    cursor.execute(statement)
    print(cursor.fetchone()[0] if cursor.description else "done", flush=True)
"""


def start(*arguments, **options):
    """`python -m giftshop.embedded` with these arguments, in the background."""
    more = options.pop("environment", {})
    environment = {name: value for name, value in os.environ.items() if name not in GIVEN | KEYS} | more
    command = [sys.executable, "-m", "giftshop.embedded", *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=ROOT, env=environment, **(pipes | options))


def finish(process):
    """Its exit code, output and errors."""
    out, err = process.communicate(timeout=60)
    return process.returncode, out.strip(), err.strip()


def launch(*arguments, **options):
    return finish(start(*arguments, **options))


def sql(*statements):
    """A command that runs the statements and prints the first value of each."""
    return [sys.executable, "-c", SQL, *statements]


def processes_in(folder):
    """The servers, with all their children: each has its working directory below the folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            directory = os.readlink(entry / "cwd")
        except OSError:
            continue
        if Path(directory).is_relative_to(folder):
            found.append(int(entry.name))
    return found


def wait_until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.05)
