"""schemathesis makes requests from the description, valid and not, and follows its links, against the running shop."""

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from api.models import Application, Partner
from api.scopes import SCOPES
from tests.api.contract import document, token
from tests.api.walks import there
from tests.conftest import FULL
from tests.world import World

PROGRAMS = ["web"]  # no worker: nothing is delivered to the endpoints that are made up here
HERE = Path(__file__).parent
EXAMPLES = 80 if FULL else 4  # of an operation and a caller
LEAST = 10_000 if FULL else 250  # cases of both callers
PHASES = "examples,coverage,fuzzing,stateful" if FULL else "examples,fuzzing,stateful"
SEED = int(os.environ.get("WALK_SEED") or (random.SystemRandom().randrange(10**6) if FULL else 1))


@pytest.fixture
def bearers(shop):
    """A token for all that they may do: of the tea house's ERP, and of Mei's app. And what they find there."""
    partner = Partner.objects.create(name="ERP", shop=World().shop)
    fields = {"client_type": Application.CLIENT_CONFIDENTIAL, "scopes": list(SCOPES)}
    program = partner.applications.create(name="ERP", **fields)
    return {"partner": token(program), "person": token(program, user=World().mei)}, there.make(
        partner, program
    )


def walk(shop, caller, bearer, environment, folder):
    command = [
        *[Path(sys.executable).parent / "st", "--config-file", HERE / "schemathesis.toml"],
        *["run", f"{shop}/api/v1/schema", "--seed", SEED, "--workers", 1, "--max-examples", EXAMPLES],
        *["--phases", PHASES],
        *["--checks", "all", "--mode", "all", "--request-timeout", 30, "--no-color", "--warnings", "off"],
        *["-H", f"Authorization: Bearer {bearer}"],
    ]
    for name in not_for(caller):
        command += ["--exclude-operation-id", name]
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, cwd=folder, env=environment
    )


def not_for(caller):
    """The operations that are not the caller's: the matrix of tests/api/matrix has those."""
    for item in document()["paths"].values():
        for operation in item.values():
            if not any(caller in way or not way for way in operation["security"]):
                yield operation["operationId"]


def test_every_answer_is_as_described(shop, bearers, tmp_path):
    print(f"\nrepeat with WALK_SEED={SEED}")
    tokens, found = bearers
    (tmp_path / "there.json").write_text(json.dumps(found))
    environment = os.environ | {
        "SCHEMATHESIS_HOOKS": "tests.api.walks.hooks",
        "PYTHONPATH": str(HERE.parents[2]),
        "WALK_THERE": str(tmp_path / "there.json"),
    }
    cases = 0
    for caller, bearer in tokens.items():
        done = walk(shop, caller, bearer, environment, tmp_path)
        assert done.returncode == 0, f"{caller}: {done.stdout[-30000:]}{done.stderr[-3000:]}"
        cases += int(re.search(r"([0-9,]+) generated", done.stdout)[1].replace(",", ""))
    print(f"{cases} cases")
    assert cases >= LEAST
