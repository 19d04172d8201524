"""Child processes that do not outlive the launcher, even if it is killed."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

from giftshop.embedded import account

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
SECONDS_TO_START = 60
SECONDS_TO_STOP = 60


def dies_with_us(signum):
    """For `preexec_fn`: the kernel sends the child this signal when the launcher is gone."""
    parent = os.getpid()

    def prepare():
        LIBC.prctl(PR_SET_PDEATHSIG, signum)
        # If the launcher died before the line above, no signal will ever come.
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def server_options(home, stop_with):
    return {
        # A session of its own: Ctrl-C in a terminal must reach the command, not the servers below it.
        "start_new_session": True,
        "preexec_fn": dies_with_us(stop_with),
        "pass_fds": [home.lock],
        "stdin": subprocess.DEVNULL,
        "cwd": home.data,
        "env": {"LC_ALL": "C.UTF-8", "PATH": os.defpath},
        **account.identity(),
    }


@contextmanager
def server(name, command, home, stop_with=signal.SIGTERM, **options):
    """Keeps a server running inside the block; its log is `<name>.log`."""
    with open(log_of(name, home), "wb", opener=privately) as log:
        options = server_options(home, stop_with) | options
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, **options)
    try:
        yield process
    finally:
        stop(process, stop_with)


def stop(process, signum):
    process.send_signal(signum)
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def answers(process, ask):
    """Asks until the server answers; False if it ended or took too long."""
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        if ask():
            return True
        time.sleep(0.03)
    return False


def refuse_start(name, home):
    sys.exit(f"{name} did not start. Its log says:\n{log_of(name, home).read_text(errors='replace')[-2000:]}")


def log_of(name, home):
    return home.logs / f"{name}.log"


def privately(path, flags):
    return os.open(path, flags, 0o600)
