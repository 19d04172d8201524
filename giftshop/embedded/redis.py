"""A private Redis on a free port of this machine, behind a password."""

import secrets
import socket
import subprocess
from contextlib import ExitStack, contextmanager
from functools import partial

from giftshop.embedded import account, child, software

ADDRESS = "127.0.0.1"
ATTEMPTS = 5


@contextmanager
def running(home):
    """Gives the REDIS_URL. Another process may take the free port before Redis does: then with another one."""
    program = software.redis(home.scratch)
    folder = home.data / "redis"
    account.make_folder(folder)
    with ExitStack() as servers:
        for _ in range(ATTEMPTS):
            port, password = free_port(), secrets.token_hex(24)
            process = servers.enter_context(started(program, folder, port, password, home))
            if child.answers(process, partial(greets, port, password)):
                break
        else:
            child.refuse_start("redis", home)
        yield f"redis://:{password}@{ADDRESS}:{port}/0"


@contextmanager
def started(program, folder, port, password, home):
    # By standard input: arguments are for everybody to see.
    with child.server("redis", [program, "-"], home, stdin=subprocess.PIPE) as process:
        process.stdin.write(configuration(port, password, home).encode())
        process.stdin.close()
        yield process


def configuration(port, password, home):
    return (
        f"bind {ADDRESS}\nport {port}\nrequirepass {password}\n"
        f'save ""\nappendonly {"yes" if home.durable else "no"}\n'
    )


def free_port():
    with socket.create_server((ADDRESS, 0)) as listener:
        return listener.getsockname()[1]


def greets(port, password):
    try:
        with socket.create_connection((ADDRESS, port), timeout=1) as client, client.makefile("rb") as replies:
            client.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            return [replies.readline(), replies.readline()] == [b"+OK\r\n", b"+PONG\r\n"]
    except OSError:
        return False
