import fcntl
import os
import pty
import signal
import sys
import termios

import pytest

from tests.embedded.launching import ELSEWHERE, ROOT, finish, launch, start

COUNTS = f"""
import os, signal, subprocess, sys, time
seen = []
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda number, frame: seen.append(number))
print("ready", flush=True)
while not seen:
    time.sleep(0.01)
time.sleep(0.5)
if os.environ["DATABASE_URL"] != {ELSEWHERE["DATABASE_URL"]!r}:
    sys.path.insert(0, {str(ROOT)!r})
    from tests.embedded.launching import sql
    subprocess.run(sql("SELECT 'still there'"), check=True)
print(*map(int, seen))
sys.exit(5)
"""
COMMAND = ["--", sys.executable, "-c", COUNTS]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_reaches_the_command_once_and_its_exit_code_counts(number):
    process = start(*COMMAND, environment=ELSEWHERE)
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    assert finish(process) == (5, str(int(number)), "")


def test_ctrl_c_in_a_terminal_reaches_the_command_once_and_the_servers_not_at_all():
    outer, inner = pty.openpty()
    process = start(*COMMAND, stdin=inner, start_new_session=True, preexec_fn=lambda: take_terminal(inner))
    assert process.stdout.readline() == "ready\n"
    os.write(outer, b"\x03")
    assert finish(process) == (5, f"still there\n{int(signal.SIGINT)}", "")
    os.close(outer)
    os.close(inner)


def take_terminal(descriptor):
    fcntl.ioctl(descriptor, termios.TIOCSCTTY, 0)


def test_a_command_that_dies_of_a_signal_ends_as_shells_say_it():
    assert launch("--", "sh", "-c", "kill -9 $$", environment=ELSEWHERE)[0] == 128 + signal.SIGKILL


def test_a_command_that_cannot_be_started_is_named():
    assert launch("--", "no-such-command", environment=ELSEWHERE) == (
        1,
        "",
        "no-such-command: No such file or directory",
    )
