"""WeChat Pay on this machine: manage.py wechatpay_emulator --keep .local/wechat.sqlite3 --env .local/wechat.env"""

import os
import signal
from pathlib import Path

from django.core.management.base import BaseCommand

from emulator import running

STOP = {signal.SIGTERM, signal.SIGINT}


class Command(BaseCommand):
    help = "Emulate WeChat Pay for development, until SIGTERM or SIGINT."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8099)
        parser.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS")
        parser.add_argument("--mode", choices=["partner", "direct"], default="partner")
        parser.add_argument(
            "--sub-mchid", action="append", metavar="MCHID", help="may be repeated; without it, any number"
        )
        parser.add_argument(
            "--keep", metavar="FILE", help="keep the books in this SQLite file, the keys beside it"
        )
        parser.add_argument("--env", metavar="FILE", help="write the variables with which the shop uses it")

    def handle(self, *, port, bind, mode, sub_mchid, keep, env, **options):
        for path in filter(None, (keep, env)):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP)
        wanted = {"port": port, "bind": bind, "mode": mode, "sub_mchids": sub_mchid, "keep": keep}
        with running(**wanted, background=True) as wechat:
            if env:
                write(env, wechat.environment)
            self.stdout.write(f"WeChat Pay is emulated on {wechat.url}")
            self.stdout.flush()
            signal.sigwait(STOP)


def write(path, environment):
    """Only the owner may read the file: it holds private keys."""
    text = "".join(f"{name}={value}\n" for name, value in environment.items())
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
