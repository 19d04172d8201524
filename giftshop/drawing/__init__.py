"""Pictures that people save and send: SVG from a template, drawn with a font of our own, the same on every machine."""

import base64

import resvg_py

from giftshop.drawing import words


def png(svg: str) -> bytes:
    return resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[str(words.FONT)])


def data_url(kind: str, content: bytes) -> str:
    """How a picture lies inside of an SVG; `kind` is its media type."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
