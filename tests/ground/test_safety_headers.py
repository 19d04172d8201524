import re
from pathlib import Path

import pytest
from django.conf import settings

PLACES = [Path(settings.BASE_DIR, "templates"), *Path(settings.BASE_DIR).glob("*/templates")]
TEMPLATES = [path for place in PLACES for path in sorted(place.rglob("*.html"))]
INLINE = re.compile(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


def test_pages_may_load_only_what_the_shop_serves(client):
    policy = client.get("/nowhere").headers["Content-Security-Policy"]
    assert (
        "default-src 'self'" in policy
        and "object-src 'none'" in policy
        and "frame-ancestors 'none'" in policy
    )
    assert "unsafe" not in policy


def test_pages_give_away_no_device_no_frame_and_no_window(client):
    headers = client.get("/nowhere").headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(settings.BASE_DIR).as_posix())
def test_no_template_has_an_inline_script_or_style(path):
    assert not INLINE.search(path.read_text())
