from io import BytesIO

import pytest
from PIL import Image

from shops import pictures


def encoded(image, kind, **options):
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def test_metadata_does_not_survive():
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    data = encoded(Image.new("RGB", (20, 10)), "JPEG", exif=exif)
    assert b"secret place" in data
    assert b"secret place" not in pictures.redraw(data)


def test_what_follows_the_picture_does_not_survive():
    data = encoded(Image.new("RGB", (20, 10)), "PNG") + b"<script>x()</script>"
    assert b"script" not in pictures.redraw(data)


def test_transparency_becomes_white():
    with Image.open(BytesIO(pictures.redraw(encoded(Image.new("RGBA", (20, 10)), "PNG")))) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


def test_large_pictures_shrink():
    with Image.open(BytesIO(pictures.redraw(encoded(Image.new("RGB", (3000, 1500)), "PNG")))) as image:
        assert image.size == (1200, 600)


def test_a_bomb_is_not_unpacked():
    data = encoded(Image.new("1", (8_000, 6_000)), "PNG")
    assert len(data) < 100_000
    with pytest.raises(pictures.NotAPicture):
        pictures.redraw(data)


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg/>", b"  <?xml version='1.0'?><SVG></SVG>", b"%PDF-1.4", b"\0" * 500, b"x" * 11_000_000],
)
def test_nothing_else_is_a_picture(data):
    with pytest.raises(pictures.NotAPicture):
        pictures.redraw(data)


def test_the_same_picture_is_stored_once(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    data = encoded(Image.new("RGB", (20, 10)), "PNG")
    assert pictures.keep(data) == pictures.keep(data)
    assert len(list(tmp_path.rglob("*.jpg"))) == 1
