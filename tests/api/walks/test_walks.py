"""schemathesis makes requests from the description, valid and not, and follows its links, against the running shop."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import FULL

HERE = Path(__file__).parent
EXAMPLES = 60 if FULL else 2  # of an operation and a caller
CASES = 10_000 if FULL else 300
SEED = int(os.environ.get("WALK_SEED") or (random.SystemRandom().randrange(10**6) if FULL else 1))


@pytest.fixture
def walk(shop, bearer, tmp_path):
    def walk(caller, *options):
        command = [
            *[Path(sys.executable).parent / "st", "--config-file", HERE / "schemathesis.toml"],
            *["run", f"{shop}/api/v1/schema", "--seed", SEED, "--workers", 1, "--max-examples", EXAMPLES],
            *["--checks", "all", "--mode", "all", "--request-timeout", 30, "--no-color", "--warnings", "off"],
            *["--report", "ndjson", "--report-ndjson-path", tmp_path / "walk.ndjson"],
            *["-H", f"Authorization: Bearer {bearer[caller]}", *options],
        ]
        return subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd=tmp_path)

    return walk


@pytest.mark.parametrize("caller", ["partner", "person"])
def test_every_answer_is_as_described(walk, caller):
    print(f"\nrepeat with WALK_SEED={SEED}")
    done = walk(caller)
    print(done.stdout[-20000:])
    assert done.returncode == 0, done.stderr
