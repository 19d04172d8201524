"""For schemathesis: it reads a description narrowed to what there is, so that its requests find something."""

import json
import os
import re
from itertools import count
from pathlib import Path

import schemathesis

HEADER, KEY = "Idempotency-Key", r"[A-Za-z0-9._:-]{1,64}"

THERE = json.loads(Path(os.environ["WALK_THERE"]).read_text())

NEW = count()


@schemathesis.hook
def before_call(context, case, kwargs):
    """A good key is a new one: what is made up repeats itself."""
    key = (case.headers or {}).get(HEADER)
    if key and re.fullmatch(KEY, str(key), re.ASCII):
        case.headers[HEADER] = f"walk-{os.getpid()}-{next(NEW)}"


@schemathesis.hook
def before_load_schema(context, raw_schema):
    for path, item in raw_schema["paths"].items():
        for operation in item.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path":
                    known = THERE.get(path.partition(f"{{{parameter['name']}}}")[0])
                    narrow(parameter["schema"], known)
            walk(operation.get("requestBody", {}), raw_schema, set())


def walk(schema, document, seen):
    """Narrow the properties of a request's body, wherever they stand."""
    if isinstance(schema, list):
        for item in schema:
            walk(item, document, seen)
    if not isinstance(schema, dict):
        return
    if (name := schema.get("$ref", "").removeprefix("#/components/schemas/")) and name not in seen:
        seen.add(name)
        walk(document["components"]["schemas"][name], document, seen)
    for name, shape in schema.get("properties", {}).items():
        narrow(shape, THERE.get(name))
    for value in schema.values():
        walk(value, document, seen)


def narrow(shape, known):
    if known:
        shape["enum"] = known
