"""python3 -m giftshop.embedded.setup: makes .venv hold what the requirement files say. Needs nothing but Python.

Several may run at once: the first one works, the others wait.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "requirements.sha256"
FILES = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]


def main():
    (ROOT / ".local").mkdir(exist_ok=True)
    with open(ROOT / ".local" / "setup.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not works():
            run(sys.executable, "-m", "venv", "--clear", VENV)
        if not STAMP.exists() or STAMP.read_text() != wanted():
            print("Filling .venv; this happens once for each change of the requirement files.", flush=True)
            STAMP.unlink(missing_ok=True)
            install()
            STAMP.write_text(wanted())


def works():
    """A virtual environment dies with the Python it was made from."""
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], stderr=subprocess.DEVNULL).returncode == 0


def wanted():
    return hashlib.sha256(b"".join(file.read_bytes() for file in FILES)).hexdigest()


def install():
    """With uv, which takes seconds; with pip where uv, or what uv asks, cannot be had."""
    requirements = [argument for file in FILES for argument in ("-r", file)]
    try:
        pip("install", "--quiet", "-c", FILES[1], "uv")
        # Compiled once, every process starts in half the time, also where PYTHONDONTWRITEBYTECODE is set.
        quickly = ["--python", PYTHON, "--quiet", "--compile-bytecode"]
        run(PYTHON, "-m", "uv", "pip", "install", *quickly, *requirements)
    except subprocess.CalledProcessError:
        print("uv did not work here: installing with pip, which takes a few minutes.", file=sys.stderr)
        pip("install", *requirements)


def pip(*arguments):
    run(PYTHON, "-m", "pip", "--disable-pip-version-check", *arguments)


def run(*command):
    # Linking fails where the cache is on another file system; certificates are the machine's, as with pip.
    subprocess.run(
        command, check=True, cwd=ROOT, env={"UV_LINK_MODE": "copy", "UV_SYSTEM_CERTS": "1", **os.environ}
    )


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as problem:
        sys.exit(f"The set-up stopped: {' '.join(map(str, problem.cmd))} failed.")
