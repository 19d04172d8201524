"""Pictures of goods are drawn anew and named by their content; smaller copies are made when first asked for."""

import re
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from giftshop.pictures import Album, NotAPicture, fitted, jpeg

__all__ = [
    "FORMATS",
    "GOODS",
    "LOGOS",
    "MAX_BYTES",
    "WIDTHS",
    "NotAPicture",
    "find",
    "keep",
    "redraw",
    "smaller",
]

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MAX_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 1200
WIDTHS = (160, 320, 640, 1080)  # of the smaller copies, in WebP
WEBP_QUALITY = 80
NAME = re.compile(r"([0-9a-f]{40})(?:\.jpg|-([0-9]{3,4})\.webp)")


def _shrunk(image):
    """On white, at most LONGEST_SIDE wide or high."""
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return jpeg(image)


GOODS = Album("pictures", _shrunk, FORMATS, MAX_BYTES)
LOGOS = Album("logos", fitted(256, 256), FORMATS, MAX_BYTES)
keep, redraw = GOODS.keep, GOODS.redraw


def smaller(name: str, width: int) -> str:
    """The name of a copy in WebP of at most `width` pixels."""
    return f"{name.removesuffix('.jpg')}-{width}.webp"


def find(name: str) -> str | None:
    """The stored picture or copy called `name`, None if there is none; a copy is made when it is first asked for."""
    said = NAME.fullmatch(name)
    if not said:
        return None
    path, original = f"pictures/{name}", f"pictures/{said[1]}.jpg"
    if default_storage.exists(path):
        return path
    if not said[2] or int(said[2]) not in WIDTHS or not default_storage.exists(original):
        return None
    with default_storage.open(original) as file, Image.open(file) as image:
        image.thumbnail((int(said[2]), LONGEST_SIDE))
        out = BytesIO()
        image.save(out, "WEBP", quality=WEBP_QUALITY)
    # Two who ask at once both save; the storage gives the later one another name, and that copy is not needed.
    saved = default_storage.save(path, ContentFile(out.getvalue()))
    if saved != path:
        default_storage.delete(saved)
    return path
