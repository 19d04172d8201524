"""Pictures that people send are decoded and drawn anew; what was sent is never stored."""

from collections.abc import Callable
from io import BytesIO

from django.core.files.storage import default_storage
from django.http import FileResponse
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MAX_PIXELS = 40_000_000


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


def jpeg(image, quality=84) -> bytes:
    """An RGBA image on white."""
    canvas = Image.new("RGB", image.size, "white")
    canvas.paste(image, mask=image)
    out = BytesIO()
    canvas.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()


def serve(path):
    """A stored picture. Its name is the hash of its content, so a browser never needs to ask twice."""
    kind = "image/webp" if path.endswith(".webp") else "image/jpeg"
    response = FileResponse(default_storage.open(path), content_type=kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
