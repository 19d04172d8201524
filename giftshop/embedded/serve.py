"""python -m giftshop.embedded.serve: what `make run` runs. Brings the database up to date, then starts the Procfile."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from honcho.environ import parse_procfile
from honcho.manager import Manager

from giftshop.environment import env

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_ANSWER = 60
EMULATOR = (
    'python manage.py wechatpay_emulator --bind "$BIND" --port "$EMULATOR_PORT" --keep "$EMULATOR_BOOKS"'
)
INTERRUPTED = 130


def main():
    refuse_taken_port(os.environ["BIND"], int(os.environ["PORT"]))
    manage("migrate", "--no-input", "--verbosity", "0")
    if not env.bool("DEBUG", False):
        manage("collectstatic", "--no-input", "--verbosity", "0")
    # The demo's people have paid at the sandbox, wherever one pays from now on.
    logins = manage("load_demo", "--if-empty", stdout=subprocess.PIPE, PAYMENTS="sandbox")
    announcer = multiprocessing.Process(target=announce, args=[os.environ["PUBLIC_URL"], logins], daemon=True)
    announcer.start()
    manager = procfile()
    manager.loop()
    # Ctrl-C is how one ends it: no failure.
    return 0 if manager.returncode == INTERRUPTED else manager.returncode


def refuse_taken_port(bind, port):
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    try:
        socket.create_server((bind, port), family=family).close()
    except OSError as problem:
        sys.exit(
            f"Cannot listen on {bind} port {port}: {problem.strerror}.\nTry another port: make run PORT=8001"
        )


def manage(*arguments, stdout=None, **environment):
    command = [sys.executable, ROOT / "manage.py", *arguments]
    done = subprocess.run(command, stdout=stdout, text=True, env=os.environ | environment)
    if done.returncode:
        sys.exit(f"manage.py {' '.join(arguments)} failed; the shop was not started.")
    return done.stdout


def procfile():
    manager = Manager()
    # The Procfile says `python`; it means this one.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONUNBUFFERED": "1"}
    processes = parse_procfile((ROOT / "Procfile").read_text()).processes
    if "EMULATOR_PORT" in environment:
        processes["wechat"] = EMULATOR
    for name, command in processes.items():
        manager.add_process(name, command, env=environment, cwd=ROOT)
    return manager


def announce(url, logins):
    """Says where the shop is as soon as it is there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline:
        if answers(url):
            print(f"\n{logins}\nThe shop is open: {url}  (Ctrl-C closes it)\n", flush=True)
            return
        time.sleep(0.2)


def answers(url):
    try:
        urllib.request.urlopen(url, timeout=5).close()  # noqa: S310
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
