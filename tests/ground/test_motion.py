"""What moves on a page moves by transform and opacity alone, which a phone draws without laying the page out anew,
and holds still for those who ask for it.
"""

import re

import pytest
from django.conf import settings

FILES = sorted(settings.BASE_DIR.joinpath("static/css").glob("*.css"))
KEYFRAMES = re.compile(r"@keyframes [\w-]+ \{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_only_transform_and_opacity_are_animated(file):
    for frames in KEYFRAMES.findall(file.read_text()):
        assert set(re.findall(r"[{;]\s*([\w-]+)\s*:", frames)) <= {"transform", "opacity"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_who_asks_for_less_motion_is_heard(file):
    css = file.read_text()
    if "@keyframes" in css:
        assert "prefers-reduced-motion: reduce" in css
