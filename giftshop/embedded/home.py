"""Where one run lives: a scratch folder always, and the data in it or in the folder to keep."""

import hashlib
import os
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from giftshop.embedded import account, lock

# Sockets live here, and their whole path may have 107 bytes at most.
SCRATCH_ROOT = Path("/tmp")
PREFIX = "giftshop-scratch-"
# For root only, when the checkout is closed to the servers' account. Not /var/tmp: that is cleaned by age.
AWAY_ROOT = Path("/var/lib")
SECONDS_FOR_OLD_SERVERS = 3


@dataclass(frozen=True)
class Home:
    scratch: Path
    data: Path
    logs: Path
    lock: int
    durable: bool


@contextmanager
def thrown_away():
    with scratch() as (folder, descriptor):
        data = folder / "data"
        account.make_folder(data)
        yield Home(folder, data, logs=folder, lock=descriptor, durable=False)


@contextmanager
def kept(keep):
    keep = keep.absolute()
    keep.mkdir(mode=0o711, parents=True, exist_ok=True)
    with (keep / "lock").open("a") as file, scratch() as (folder, _):
        if not lock.take(file.fileno(), patience=SECONDS_FOR_OLD_SERVERS):
            sys.exit(f"Another run is using {keep}: end it first.")
        yield Home(folder, data_in(keep), logs=keep, lock=file.fileno(), durable=True)


@contextmanager
def scratch():
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=SCRATCH_ROOT))
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # On the folder itself: systemd-tmpfiles leaves a locked folder alone, however old.
        lock.take(descriptor)
        folder.chmod(0o711)
        yield folder, descriptor
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def sweep():
    """Remove what killed launchers left behind."""
    for folder in SCRATCH_ROOT.glob(PREFIX + "*"):
        try:
            state = folder.lstat()
            # A younger one may have been made, but not locked yet.
            if state.st_uid != os.geteuid() or state.st_mtime > time.time() - 60:
                continue
            descriptor = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError:
            continue
        if lock.take(descriptor):
            shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def data_in(keep):
    data, away = keep / "data", away_from(keep)
    if data.is_symlink():
        return linked(data, away)
    account.make_folder(data)
    if account.can_write(data):
        return data
    if any(data.iterdir()):
        sys.exit(f"The account {account.NAME}, which runs the servers for root, cannot reach {data}.")
    data.rmdir()
    data.symlink_to(away)
    print(f"{account.NAME} cannot reach {keep}: the data is kept in {away}.", file=sys.stderr)
    return linked(data, away)


def linked(data, away):
    # A copied checkout brings the link along; two of them must not share one cluster.
    if data.readlink() != away:
        sys.exit(
            f"{data} leads to {data.readlink()}, the data of another checkout.\n"
            f"If this is that checkout, moved, rename the data to {away}. Then remove the link."
        )
    account.make_folder(away)
    return away


def away_from(keep):
    return AWAY_ROOT / f"giftshop-{hashlib.sha256(bytes(keep)).hexdigest()[:12]}"
