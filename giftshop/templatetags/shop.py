"""Builtins of every template: how money, codes, deadlines and links look."""

import base64
import io
from datetime import timedelta
from functools import cache

import segno
from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from giftshop import money
from giftshop.stylesheet import BUNDLE, parts

register = template.Library()


@register.filter
def yuan(fen):
    """`12300` → `¥123`; nothing for nothing, so that a hidden amount stays hidden."""
    return "" if fen is None or fen == "" else money.yuan(fen)


@register.filter
def percent(bps):
    """Basis points: `755` → `7.55 %`."""
    return money.percent(bps)


@register.filter
def grouped(code):
    """`ABCDEFGHJKMN` → `ABCD EFGH JKMN`, easier to read out."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


@register.inclusion_tag("parts/countdown.html")
def countdown(deadline):
    """The time left until `deadline`, true when served; countdown.js lets it tick by the server's clock."""
    now = timezone.now()
    left = max(deadline - now, timedelta())
    minutes, seconds = divmod(int(left.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return {
        "deadline": deadline,
        "now": now,
        "over": not left,
        "clock": f"{hours}:{minutes:02}:{seconds:02}",
        "words": _("{hours} h {minutes} min left").format(hours=hours, minutes=minutes),
    }


@register.simple_tag
def stylesheet():
    """The shop's styles: one link, or while debugging one for each part."""
    return _links(tuple(parts()) if settings.STATIC_ROOT is None else (BUNDLE,))


@cache
def _links(names):
    return format_html_join("\n  ", '<link rel="stylesheet" href="{}">', ((static(name),) for name in names))


@register.simple_tag
def qr(url, alt=None):
    """`url` as a QR code; the picture is part of the page, so that no address leaves it in a request."""
    svg = io.BytesIO()
    segno.make(url, error="m", micro=False).save(svg, kind="svg", border=2, light="#fff", xmldecl=False)
    picture = "data:image/svg+xml;base64," + base64.b64encode(svg.getvalue()).decode()
    alt = _("QR code of the link") if alt is None else alt
    return format_html('<img class="qr" src="{}" alt="{}" width="208" height="208">', picture, alt)
