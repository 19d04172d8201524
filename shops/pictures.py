"""Pictures of goods are drawn anew and named by their content; smaller copies are made when first asked for."""

import hashlib
import re
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from giftshop.pictures import NotAPicture, jpeg
from giftshop.pictures import redraw as draw_anew

__all__ = ["FORMATS", "MAX_BYTES", "WIDTHS", "NotAPicture", "find", "keep", "redraw", "smaller"]

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MAX_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 1200
WIDTHS = (160, 320, 640, 1080)  # of the smaller copies, in WebP
WEBP_QUALITY = 80
NAME = re.compile(r"([0-9a-f]{40})(?:\.jpg|-([0-9]{3,4})\.webp)")


def keep(data: bytes) -> str:
    """Store a picture once, however often it comes; its name in the default storage. Raises NotAPicture."""
    drawn = redraw(data)
    name = f"pictures/{hashlib.sha256(drawn).hexdigest()[:40]}.jpg"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(drawn))
    return name


def redraw(data: bytes) -> bytes:
    """The first frame as a JPEG on white, at most LONGEST_SIDE wide or high. Raises NotAPicture."""
    return draw_anew(data, _shrunk, formats=FORMATS, max_bytes=MAX_BYTES)


def _shrunk(image):
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return jpeg(image)


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
