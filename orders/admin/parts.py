"""How goods, addresses and deadlines look in the admin."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from shops.templatetags.art import picture


def goods(lines):
    return format_html_join(
        "", '<span class="goods">{}<span>{}<br><small>{}</small></span></span>', map(_line, lines)
    )


def _line(line):
    file = line.picture.file if line.picture else None
    return (
        picture(file, kind=line.kind, alt="", sizes="40px", css="goods__picture"),
        line.title,
        line.variant_name,
    )


def address(to, *, masked=False):
    """`to` is an order's destination; masked where the whole is not needed."""
    if not to:
        return "–"
    if masked:
        told = to.masked()
        return format_html(
            "{}<br><small>{}</small>", told["consignee"], told["address"].removesuffix(" ****")
        )
    return format_html("{} {}<br>{}", to.consignee, to.dialled, to.whole)


def due(at, *, runs):
    """A deadline, and while it runs how much time is left, or that it has passed."""
    if not at:
        return "–"
    when = date_format(localtime(at), "SHORT_DATETIME_FORMAT")
    if not runs:
        return when
    left = at - timezone.now()
    if left.total_seconds() <= 0:
        return format_html(
            '<span class="due due--over">{}</span> <strong class="mark">{}</strong>', when, _("overdue")
        )
    return format_html('<span class="due">{}</span> <small>{}</small>', when, remaining(left))


def remaining(left):
    """`1 d 3 h left`, `2 h 5 min left`."""
    minutes = int(left.total_seconds()) // 60
    days, hours = divmod(minutes // 60, 24)
    if days:
        return _("{days} d {hours} h left").format(days=days, hours=hours)
    return _("{hours} h {minutes} min left").format(hours=hours, minutes=minutes % 60)
