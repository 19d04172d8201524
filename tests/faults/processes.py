"""Starting and killing what runs the shop: forked workers, and real Celery workers with their beat."""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def session(command, environment, **options):
    """A process in a session of its own, of which nothing is left afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=ROOT, env=environment, start_new_session=True, **options
    )
    try:
        yield process
    finally:
        kill_session(process)


def kill_session(process):
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Workers:
    """Five at a time once they `begin()`; `kill_one()` kills one at random and starts its successor."""

    KINDS = ["sweep", "sweep", "sweep", "accept", "accept"]

    def __init__(self, process, dice):
        self.process, self.dice, self.kills = process, dice, 0
        assert process.stdout.readline() == "ready\n"
        self.alive = []

    def begin(self):
        self.alive = [(kind, self._start(kind)) for kind in self.KINDS]

    def kill_one(self):
        place = self.dice.randrange(len(self.alive))
        kind, pid = self.alive[place]
        os.kill(pid, signal.SIGKILL)  # ProcessLookupError: it ended by itself, and said why
        self.kills += 1
        self.alive[place] = kind, self._start(kind)

    def kill_all(self):
        for _, pid in self.alive:
            os.kill(pid, signal.SIGKILL)

    def _start(self, kind):
        print(kind, self.dice.randrange(10**6), file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline())


@contextmanager
def workers(environment, dice):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with session(["tests.faults.worker"], environment, **pipes) as process:
        yield Workers(process, dice)


class Celery:
    """The Procfile's two workers, one of them with beat in it; started again after each kill."""

    OPTIONS = ["-c", "1", "--without-gossip", "--without-mingle", "--loglevel", "error"]

    def __init__(self, environment, schedule):
        self.environment, self.schedule = environment, schedule
        self._running = ExitStack()
        self.start()

    def start(self):
        self._worker("inside", "--beat", "--schedule", str(self.schedule))
        self._worker("outside")

    def _worker(self, queue, *options):
        command = ["celery", "-A", "giftshop", "worker", "-Q", queue, "-n", f"{queue}@%h", *options]
        self._running.enter_context(
            session([*command, *self.OPTIONS], self.environment, stdout=subprocess.DEVNULL)
        )

    def kill(self):
        self._running.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()
