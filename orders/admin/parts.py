"""How goods, addresses and deadlines look in the admin."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from shops.templatetags.art import picture

BOX = '<span class="goods">{}<span>{}<br><small>{}</small></span></span>'


def goods(lines, *, counted=False):
    return format_html_join("", BOX, (_line(line, counted) for line in lines))


def _line(line, counted):
    file = line.picture.file if line.picture else None
    about = f"{line.variant_name} × {line.quantity}" if counted else line.variant_name
    return picture(file, kind=line.kind, alt="", sizes="40px", css="goods__picture"), line.title, about


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


def moment(at):
    """`2026-11-23 03:55`, which takes the least room in a table."""
    if not at:
        return "–"
    return format_html('<span class="due">{}</span>', date_format(localtime(at), "Y-m-d H:i"))


def due(at, *, runs):
    """A deadline, and while it runs how much time is left, or that it has passed."""
    if not at or not runs:
        return moment(at)
    left = at - timezone.now()
    if left.total_seconds() <= 0:
        return format_html(
            '<span class="due due--over">{} <strong class="mark">{}</strong></span>', moment(at), _("overdue")
        )
    return format_html('<span class="due">{}<br><small>{}</small></span>', moment(at), remaining(left))


def remaining(left):
    """`1 d 3 h left`, `2 h 5 min left`."""
    minutes = int(left.total_seconds()) // 60
    days, hours = divmod(minutes // 60, 24)
    if days:
        return _("{days} d {hours} h left").format(days=days, hours=hours)
    return _("{hours} h {minutes} min left").format(hours=hours, minutes=minutes % 60)
