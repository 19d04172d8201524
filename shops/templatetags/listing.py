"""Addresses and names of lists, and the values of options."""

import json

from django import template
from django.utils.translation import gettext as _

from shops.listing import Listing
from shops.occasions import Occasion

register = template.Library()


@register.filter
def refined(listing, sort):
    """The parameters of `listing` in another order."""
    return listing.query(sort=sort)


@register.filter
def paged(listing, number):
    """The parameters of page `number` of `listing`; of no listing, just the number."""
    said = listing.query() if isinstance(listing, Listing) else ""
    return f"{said}&page={number}" if said else f"page={number}"


@register.filter
def cleared(listing):
    """Its parameters without any filter."""
    return Listing(q=listing.q, sort=listing.sort).query()


@register.filter
def price_band(band):
    """`100-200` → `¥100–200`."""
    low, high = band.split("-")
    if low and high:
        return f"¥{low}–{high}"
    return _("Above ¥%(yuan)s") % {"yuan": low} if low else _("Below ¥%(yuan)s") % {"yuan": high}


@register.filter
def occasion(code):
    return Occasion(code).label


@register.filter(name="json")
def as_json(values):
    """For a script to read out of an attribute; the template escapes it."""
    return json.dumps(values, ensure_ascii=False)


@register.filter
def at(values, index):
    """The value at `index`, or nothing."""
    return values[index] if values and index < len(values) else ""
