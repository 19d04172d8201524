"""分享图: the picture of a waiting gift that the giver saves and sends: cover, greeting, name, and the link as a QR
code, never a price. It is drawn as SVG by a template, with a font of our own: the same on every machine.
"""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gifts import links
from gifts.sending import clean_greeting
from giftshop import drawing
from giftshop.drawing import qr, words

QR_SIDE = 212
WIDTH = 640  # pixels of a line
SIZES = {48: 2, 42: 3, 36: 4}  # font size → most lines of it


@dataclass(frozen=True)
class Line:
    text: str
    y: int


def draw(gift):
    """A PNG of 750 × 1000 pixels for a pending gift."""
    return drawing.png(render(gift))


def render(gift):
    return render_to_string("gifts/card.svg", content(gift))


def content(gift):
    size, lines = set_greeting(words.drawable(gift.greeting) or clean_greeting(""))
    leading = round(size * 1.42)
    first = 640 - leading * (len(lines) - 1) // 2 + size // 3
    name = words.drawable(gift.giver.name) or _("A friend")
    return {
        "title": _("%(name)s has sent you a gift") % {"name": name},
        "greeting": [Line(text, first + number * leading) for number, text in enumerate(lines)],
        "size": size,
        "cover": _cover(gift),
        "lid": _picture("covers/lid.svg"),
        "qr": qr.path(links.public_url(gift), QR_SIDE),
        "steps": [_("Hold to scan the code"), _("and open your gift")],
        "hint": _("Nothing to pay: just add an address"),
    }


def set_greeting(text):
    """(font size, lines): as large as fits, the lines about equally long."""
    for size, most in SIZES.items():
        lines = words.wrap(text, size, WIDTH)
        if len(lines) <= most:
            return size, words.balanced(text, size, WIDTH, len(lines))
    return size, lines[:most]


def _cover(gift):
    if not gift.own_cover:
        return _picture(gift.shown_cover.path)
    with gift.own_cover.file.open() as file:
        return drawing.data_url("image/jpeg", file.read())


def _picture(path):
    return drawing.data_url("image/svg+xml", settings.BASE_DIR.joinpath("static", path).read_bytes())
