"""What comes in and what goes out."""

import json
from dataclasses import dataclass, field

from .refusal import bad_parameter


@dataclass
class Request:
    """`target` is the path with its query as it came; `base` the address under which the emulator was reached."""

    method: str
    target: str
    path: str
    query: dict
    text: str
    base: str
    authorization: str | None = None
    wanted_serial: str | None = None
    named: dict = field(default_factory=dict)

    @property
    def body(self):
        try:
            said = json.loads(self.text)
        except ValueError:
            said = None
        if not isinstance(said, dict):
            raise bad_parameter("body", "需要JSON对象")
        return said


@dataclass
class Answer:
    status: int
    body: bytes = b""
    headers: dict = field(default_factory=dict)


def as_json(status, told):
    """An unsigned answer."""
    text = json.dumps(told, ensure_ascii=False)
    return Answer(status, text.encode(), {"Content-Type": "application/json; charset=utf-8"})
