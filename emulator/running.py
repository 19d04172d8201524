"""The emulator at work in this process."""

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import Thread

from . import keys as keyrings
from . import notices
from .books import Books
from .client import Control
from .desk import Desk
from .server import Server

EVERY = 0.2  # seconds between two looks for what is due


@dataclass
class Running:
    """`environment`: the variables for the shop; `keys` of both sides; `control`: what a test does."""

    url: str
    environment: dict
    keys: keyrings.Keys
    control: Control
    desk: Desk

    def deliver_due(self):
        """Send the notices that are due by the emulator's clock; how many."""
        self.desk.look()
        return notices.deliver_due(self.desk)


@contextmanager
def running(
    *,
    port=0,
    bind="127.0.0.1",
    mode="partner",
    sub_mchids=(),
    keep=None,
    background=False,
    certificates=False,
):
    """An emulator on this port, 0 for any that is free.

    mode: what the environment tells the shop, partner or direct; the emulator does both. keep: its books' file,
    with the keys beside it; without it both are forgotten at the end. background: whether a thread does what is due
    and delivers notices; else only requests and `deliver_due` do. certificates: see Desk.
    """
    keys = keyrings.kept(f"{keep}.keys.json") if keep else keys_of_this_process()
    books = Books(keep or ":memory:")
    desk = Desk(keys=keys, books=books, sub_mchids=sub_mchids, certificates=certificates)
    server = Server((bind, port), desk)
    url = f"http://{bind}:{server.server_port}"
    threads = [Thread(target=server.serve_forever, args=(0.005,), daemon=True)]
    threads += [Thread(target=keep_looking, args=(desk,), daemon=True)] if background else []
    for thread in threads:
        thread.start()
    control = Control(url)
    try:
        yield Running(url, keyrings.environment(keys, url=url, mode=mode), keys, control, desk)
    finally:
        desk.stopping.set()
        server.shutdown()
        server.server_close()
        for thread in threads:
            thread.join()
        control.close()
        books.close()


@cache
def keys_of_this_process():
    return keyrings.make()


def keep_looking(desk):
    while not desk.stopping.wait(EVERY):
        desk.look()
        notices.deliver_due(desk)
