"""Pictures of goods in sizes that fit the screen, and the drawing in place of a missing one."""

from pathlib import Path

from django import template
from django.core.files.storage import default_storage
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from shops import pictures

register = template.Library()

# One for each root of the category tree, and one for all else.
ART = Path(__file__).parent.parent / "static" / "shops" / "art"
DRAWN = {path.stem for path in ART.glob("*.svg")}
IMG = '<img class="{}" src="{}"{} alt="{}" width="640" height="640"{}>'
LAZY, EAGER = mark_safe(' loading="lazy" decoding="async"'), mark_safe(' fetchpriority="high"')  # noqa: S308


@register.simple_tag
def art(kind=""):
    return static(f"shops/art/{drawing(kind).name}")


def drawing(kind):
    """The file of the drawing of `kind`."""
    return ART / f"{kind if kind in DRAWN else 'goods'}.svg"


@register.simple_tag
def picture(file, *, kind="", alt="", sizes="160px", css="", eager=False):
    """A square box with the stored `file` in it, or the drawing of its `kind`; `sizes` say how wide it is shown."""
    attributes = EAGER if eager else LAZY
    if not file:
        return format_html(IMG, css, art(kind), "", "", attributes)
    url = default_storage.url(str(file))
    copies = ", ".join(f"{pictures.smaller(url, width)} {width}w" for width in pictures.WIDTHS)
    sources = format_html(' srcset="{}" sizes="{}"', copies, sizes)
    return format_html(IMG, css, pictures.smaller(url, 640), sources, alt, attributes)
