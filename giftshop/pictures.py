"""Pictures that people send are decoded and drawn anew; what was sent is never stored."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MAX_PIXELS = 40_000_000
NAME = re.compile(r"[0-9a-f]{40}\.jpg")


class NotAPicture(Exception):
    """The bytes are not a picture that is accepted; the message says why."""


def redraw(data: bytes, draw: Callable[[Image.Image], bytes], *, formats, max_bytes) -> bytes:
    """What `draw` makes of the first frame, upright and with an alpha channel: pixels only, no metadata.

    `formats` are Pillow's names. Raises NotAPicture.
    """
    if len(data) > max_bytes:
        raise NotAPicture(_("larger than %d MB") % (max_bytes // 1024 // 1024))
    if b"<svg" in data[:1024].lower():
        raise NotAPicture(_("SVG is not accepted"))
    try:
        with Image.open(BytesIO(data), formats=formats) as image:
            if image.width * image.height > MAX_PIXELS:
                raise NotAPicture(_("more than %d million pixels") % (MAX_PIXELS // 1_000_000))
            return draw(ImageOps.exif_transpose(image).convert("RGBA"))
    except NotAPicture:
        raise
    except Exception:  # a decoder fed with garbage raises almost anything
        names = ", ".join(formats)
        raise NotAPicture(_("not a picture of these kinds: %(names)s") % {"names": names}) from None


@dataclass(frozen=True)
class Album:
    """A folder of pictures that are all drawn alike by `draw`, as JPEG; a name says the content."""

    folder: str
    draw: Callable[[Image.Image], bytes]
    formats: tuple[str, ...]
    max_bytes: int

    def redraw(self, data: bytes) -> bytes:
        """Raises NotAPicture."""
        return redraw(data, self.draw, formats=self.formats, max_bytes=self.max_bytes)

    def keep(self, data: bytes, owner="") -> str:
        """Store a picture once, however often it comes; its name in the default storage. Raises NotAPicture.

        With `owner` as a part of the name, no other owner's row ever points at the same file.
        """
        drawn = self.redraw(data)
        name = f"{self.folder}/{hashlib.sha256(owner.encode() + drawn).hexdigest()[:40]}.jpg"
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(drawn))
        return name

    def find(self, name: str) -> str | None:
        """Where the picture called `name` is stored, None if there is none."""
        path = f"{self.folder}/{name}"
        return path if NAME.fullmatch(name) and default_storage.exists(path) else None


def fitted(*size):
    """Draws the middle of a picture, as much as fills `size`."""
    return lambda image: jpeg(ImageOps.fit(image, size))


def jpeg(image, quality=84) -> bytes:
    """An RGBA image on white."""
    canvas = Image.new("RGB", image.size, "white")
    canvas.paste(image, mask=image)
    out = BytesIO()
    canvas.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()


def serve(path):
    """A stored picture. Its name is the hash of its content, so a browser never needs to ask twice.

    Raises Http404 if `path` is None.
    """
    if path is None:
        raise Http404
    kind = "image/webp" if path.endswith(".webp") else "image/jpeg"
    response = FileResponse(default_storage.open(path), content_type=kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
