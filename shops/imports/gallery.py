"""Fetching the pictures an import asked for; outside every transaction."""

from collections import Counter

from django.utils.translation import gettext as _

from shops.imports.fetching import NotFetched, Unreachable, fetch
from shops.models import Picture
from shops.pictures import NotAPicture

PATIENCE = 3  # a host that did not answer this often is not asked again in this run


def fetch_pictures(product_ids, report):
    """Fetch what the products still lack; what cannot be had is marked missing and listed."""
    unseen = Picture.objects.exclude(state=Picture.FETCHED).exclude(source_url="")
    wanted = unseen.filter(product__in=product_ids, shown=True).select_related("product")
    silent = Counter()
    for picture in wanted.order_by("product_id", "position", "pk"):
        reason = _fetch(picture, silent)
        if reason:
            report.pictures_missing.append(f"{picture.product.handle}: {picture.source_url} ({reason})")


def _fetch(picture, silent):
    """None, or why not."""
    host = picture.source_url.split("/")[2:3]
    host = host[0].lower() if host else ""
    if silent[host] >= PATIENCE:
        picture.give_up()
        return _("%s does not answer, not asked again") % host
    try:
        picture.keep(fetch(picture.source_url))
    except (NotFetched, NotAPicture) as problem:
        silent[host] += isinstance(problem, Unreachable)
        picture.give_up()
        return str(problem)
    silent[host] = 0
    return None
