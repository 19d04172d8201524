"""QR codes."""

from io import BytesIO

import segno

QUIET = 4  # modules of white around the code, as the standard asks


def path(url, side):
    """The code as one SVG path in its own units, and what scales it to `side` pixels."""
    rows = list(_made(url).matrix_iter(border=QUIET))
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"path": path, "side": side, "scale": side / len(rows)}


def png(url):
    """The code alone, large enough to be printed."""
    out = BytesIO()
    _made(url).save(out, kind="png", scale=16, border=QUIET)
    return out.getvalue()


def _made(url):
    return segno.make(url, error="m", micro=False)
