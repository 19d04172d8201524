"""分享图: the picture of a waiting gift that the giver saves and sends: cover, greeting, name, and the link as a QR
code, never a price. It is drawn as SVG by a template, with a font of our own: the same on every machine.
"""

import base64
from dataclasses import dataclass

import resvg_py
import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gifts import links
from gifts.card import words
from gifts.sending import clean_greeting

QUIET = 4  # modules of white around the code, as the standard asks
QR_SIDE = 212


@dataclass(frozen=True)
class Line:
    text: str
    y: int


def draw(gift):
    """A PNG of 750 × 1000 pixels for a pending gift."""
    return resvg_py.svg_to_bytes(
        svg_string=render(gift), skip_system_fonts=True, font_files=[str(words.FONT)]
    )


def render(gift):
    return render_to_string("gifts/card.svg", content(gift))


def content(gift):
    size, lines = words.set_greeting(words.drawable(gift.greeting) or clean_greeting(""))
    leading = round(size * 1.42)
    first = 640 - leading * (len(lines) - 1) // 2 + size // 3
    name = words.drawable(gift.giver.name) or _("A friend")
    return {
        "title": _("%(name)s has sent you a gift") % {"name": name},
        "greeting": [Line(text, first + number * leading) for number, text in enumerate(lines)],
        "size": size,
        "cover": _cover(gift),
        "lid": _picture("covers/lid.svg"),
        "qr": _code(links.public_url(gift)),
        "steps": [_("Hold to scan the code"), _("and open your gift")],
        "hint": _("Nothing to pay: just add an address"),
    }


def _cover(gift):
    if not gift.own_cover:
        return _picture(gift.shown_cover.path)
    with gift.own_cover.file.open() as file:
        return _data("image/jpeg", file.read())


def _picture(path):
    return _data("image/svg+xml", settings.BASE_DIR.joinpath("static", path).read_bytes())


def _data(kind, content):
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _code(url):
    """The QR code as one SVG path in its own units, and what scales it to QR_SIDE."""
    rows = list(segno.make(url, error="m", micro=False).matrix_iter(border=QUIET))
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"path": path, "side": QR_SIDE, "scale": QR_SIDE / len(rows)}
