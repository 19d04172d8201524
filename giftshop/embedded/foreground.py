"""The command itself: in the foreground, with the terminal, and with every signal exactly once."""

import signal
import subprocess
import sys

from giftshop.embedded import child

SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
FROM_TERMINAL = 0x80  # SI_KERNEL


def run(command, environment):
    """The exit code is the command's. Signals stay blocked afterwards: the servers are then stopped in peace."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS | {signal.SIGCHLD})
    process = start(command, environment, before)
    while process.poll() is None:
        received = signal.sigwaitinfo(SIGNALS | {signal.SIGCHLD})
        # A key pressed in the terminal has reached the command already, as part of the same process group.
        if received.si_signo != signal.SIGCHLD and received.si_code != FROM_TERMINAL:
            process.send_signal(received.si_signo)
    return process.returncode if process.returncode >= 0 else 128 - process.returncode


def start(command, environment, mask):
    tie = child.dies_with_us(signal.SIGTERM)

    def prepare():
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        tie()

    try:
        return subprocess.Popen(command, env=environment, preexec_fn=prepare)
    except OSError as problem:
        sys.exit(f"{command[0]}: {problem.strerror}")
