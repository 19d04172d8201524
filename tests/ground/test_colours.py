import re
from pathlib import Path

import pytest
from django.conf import settings

LIGHT, DARK = (
    Path(settings.BASE_DIR, "static/css/base.css").read_text().split("@media (prefers-color-scheme: dark)")
)


def colour(css, name):
    return re.search(rf"{re.escape(name)}: (#[0-9a-f]{{6}});", css)[1]


def contrast(one, other):
    """The WCAG 2 contrast ratio of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(hexed):
    parts = [int(hexed[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("css", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["--fill", "--fill-pressed"])
def test_white_words_on_a_button_can_be_read(css, name):
    assert contrast(colour(css, name), "#ffffff") >= 4.5


@pytest.mark.parametrize("name", ["--weui-BRAND", "--weui-RED", "--weui-LINK", "--gold"])
def test_coloured_words_can_be_read_by_day_and_by_night(name):
    for ground in ("#ffffff", "#ededed"):
        assert contrast(colour(LIGHT, name), ground) >= 4.5
    for ground in ("#111111", "#191919"):
        assert contrast(colour(DARK, name), ground) >= 4.5
