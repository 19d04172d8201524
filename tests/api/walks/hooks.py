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
# Good values are replaced by these: the shop stays open, and its tea costs what the next request says.
CALM = {"open": True, "gifting": True, "on_shelf": True, "stock": 10_000, "price_fen": 8800}


@schemathesis.hook
def before_call(context, case, kwargs):
    """A good key is a new one, since what is made up repeats itself; and nobody spoils it for those who come after."""
    if isinstance(case.body, dict) and (calm := calmed(case.body)) != case.body:
        case.body = calm
    key = (case.headers or {}).get(HEADER)
    if key and re.fullmatch(KEY, str(key), re.ASCII):
        case.headers[HEADER] = f"walk-{os.getpid()}-{next(NEW)}"


def calmed(value, name=""):
    if isinstance(value, dict):
        return {key: calmed(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [calmed(item, name) for item in value]
    good = name in CALM and type(value) is type(CALM[name]) and (value is False or 1 <= value <= 10_000)
    return CALM[name] if good else value


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
