"""The account the servers run under. PostgreSQL refuses root, and initdb wants an account that has a name."""

import os
import pwd
import subprocess

NAME = "nobody"


def is_root():
    return os.geteuid() == 0


def identity():
    """What `subprocess` needs to become the account."""
    if not is_root():
        return {}
    entry = pwd.getpwnam(NAME)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def make_folder(path):
    """A folder that only the account (and root) can enter."""
    path.mkdir(mode=0o700, exist_ok=True)
    if is_root():
        os.chown(path, identity()["user"], identity()["group"])


def can_write(path):
    return can("-w", path)


def can_run(path):
    return can("-x", path)


def can(what, path):
    """Asked of the kernel, under the account: every folder above has a say."""
    return subprocess.run(["test", what, path], cwd="/", **identity()).returncode == 0
