"""Pictures from outside are decoded, drawn anew and named by their content; what was sent is never stored."""

import hashlib
import re
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 1200
QUALITY = 84
WIDTHS = (160, 320, 640, 1080)  # of the smaller copies, in WebP
WEBP_QUALITY = 80
NAME = re.compile(r"([0-9a-f]{40})(?:\.jpg|-([0-9]{3,4})\.webp)")


class NotAPicture(Exception):
    """The bytes are not a picture that is accepted; the message says why."""


def keep(data: bytes) -> str:
    """Store a picture once, however often it comes; its name in the default storage. Raises NotAPicture."""
    drawn = redraw(data)
    name = f"pictures/{hashlib.sha256(drawn).hexdigest()[:40]}.jpg"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(drawn))
    return name


def redraw(data: bytes) -> bytes:
    """The first frame as a JPEG on white, upright, at most LONGEST_SIDE wide or high, without metadata."""
    if len(data) > MAX_BYTES:
        raise NotAPicture(_("larger than %d MB") % (MAX_BYTES // 1024 // 1024))
    if b"<svg" in data[:1024].lower():
        raise NotAPicture(_("SVG is not accepted"))
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise NotAPicture(_("more than %d million pixels") % (MAX_PIXELS // 1_000_000))
            return _jpeg(ImageOps.exif_transpose(image).convert("RGBA"))
    except NotAPicture:
        raise
    except Exception:  # a decoder fed with garbage raises almost anything
        raise NotAPicture(_("not a JPEG, PNG, WebP or GIF picture")) from None


def _jpeg(image):
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    canvas = Image.new("RGB", image.size, "white")
    canvas.paste(image, mask=image)
    out = BytesIO()
    canvas.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


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
