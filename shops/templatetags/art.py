"""The drawing in place of a missing picture: one for each root of the category tree, and one for all else."""

from pathlib import Path

from django import template
from django.templatetags.static import static

register = template.Library()

DRAWN = {path.stem for path in Path(__file__).parent.parent.joinpath("static/shops/art").glob("*.svg")}


@register.simple_tag
def art(kind=""):
    return static(f"shops/art/{kind if kind in DRAWN else 'goods'}.svg")
