"""Days drawn as bars, on the server: a part of the page, without a script."""

from dataclasses import dataclass

HEIGHT, STEP, GAP = 64, 12, 3  # of the drawing's own units
FIGURES = ["visits", "orders", "expected_fen"]


@dataclass(frozen=True)
class Bar:
    day: object
    value: int
    x: int
    y: int
    height: int
    width: int = STEP - GAP


@dataclass(frozen=True)
class Drawing:
    name: str
    total: int
    width: int
    bars: list
    height: int = HEIGHT


def drawn(days):
    """One drawing for each of FIGURES; a day that has something is never invisible beside one that has much."""
    return [_drawing(name, [(day.day, getattr(day, name)) for day in days]) for name in FIGURES]


def _drawing(name, rows):
    most = max([value for _day, value in rows], default=0)
    bars = []
    for number, (day, value) in enumerate(rows):
        height = max(value * HEIGHT // most, 2) if value else 1
        bars.append(Bar(day, value, number * STEP, HEIGHT - height, height))
    return Drawing(name, sum(value for _day, value in rows), len(rows) * STEP - GAP, bars)
