import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from gifts.covers import Cover
from shops.occasions import Occasion


def test_every_occasion_has_a_cover_under_its_own_code_and_name():
    drawn_for = {cover.occasion: (cover.value, cover.label) for cover in Cover if cover.occasion}
    assert drawn_for == {occasion: (occasion.value, occasion.label) for occasion in Occasion}


def test_the_classic_cover_is_for_no_occasion_and_comes_first():
    assert next(iter(Cover)) is Cover.CLASSIC
    assert Cover.CLASSIC.occasion is None


@pytest.mark.parametrize("cover", Cover)
def test_every_cover_is_a_small_drawing_of_the_boxs_front(cover):
    drawing = Path(finders.find(cover.path)).read_bytes()
    assert ET.fromstring(drawing).get("viewBox") == "0 0 400 320"
    assert len(drawing) < 10_000
    assert b"<text" not in drawing and b"<script" not in drawing


@pytest.mark.parametrize("occasion", Occasion)
def test_every_occasion_has_a_round_icon(occasion):
    drawing = Path(finders.find(f"occasions/{occasion.value}.svg")).read_bytes()
    assert ET.fromstring(drawing).get("viewBox") == "0 0 96 96"
    assert len(drawing) < 4_000
