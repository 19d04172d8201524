"""Setting words in a picture: what the font has, and where Chinese and Latin lines may break."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from PIL import ImageFont

HERE = Path(__file__).parent
FONT = HERE / "font.otf"
# A line does not begin with these, nor end with those.
NO_START = "，。、！？；：）》」』】”’…—·,.!?;:)]}%～~"
NO_END = "（《「『【“‘([{"
UNIT = re.compile(rf"[{re.escape(NO_END)}]*(?:[A-Za-z0-9À-ž'’&@#+_/-]+|\S|\s)[{re.escape(NO_START)}]*")


@cache
def glyphs():
    return frozenset((HERE / "glyphs.txt").read_text())


@cache
def font(size):
    return ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)


def drawable(text):
    """`text` without what the font cannot draw: emoji, and letters of rarer scripts. A hollow box would be worse."""
    known = (char for char in unicodedata.normalize("NFC", text) if char in glyphs())
    return " ".join("".join(known).split())


def balanced(text, size, width, count):
    """The narrowest setting, at most `width` pixels, that still needs only `count` lines."""
    low, high = width // (count + 1), width
    while high - low > size // 2:
        middle = (low + high) // 2
        low, high = (low, middle) if len(wrap(text, size, middle)) <= count else (middle, high)
    return wrap(text, size, high)


def clipped(text, size, width, most):
    """At most so many lines; what is left out is said by an ellipsis."""
    lines = wrap(text, size, width)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and font(size).getlength(f"{last}…") > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(NO_START + NO_END)}…"]


def wrap(text, size, width):
    lines, line = [], ""
    for unit in _units(text, size, width):
        if line and font(size).getlength((line + unit).rstrip()) > width:
            lines.append(line.rstrip())
            line = unit.lstrip()
        else:
            line += unit
    return [*lines, line.rstrip()] if line.strip() else lines


def _units(text, size, width):
    """What stays together on a line: a Chinese character with its mark, a Latin word; a monster is cut."""
    for unit in UNIT.findall(text):
        if font(size).getlength(unit) <= width:
            yield unit
        else:
            yield from unit
