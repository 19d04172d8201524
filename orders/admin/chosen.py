"""The orders that a page about many is asked for: `?orders=1,2,3`, as far as who asks may see them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

MOST = 200


def go(request, page, rows):
    """From the list to `page` about its marked rows."""
    ids = list(rows.values_list("pk", flat=True)[: MOST + 1])
    if len(ids) > MOST:
        messages.error(request, _("At most %d orders at a time.") % MOST)
        return None
    return redirect(f"{reverse(page)}?{urlencode({'orders': ','.join(map(str, ids))}, safe=',')}")


def orders(request, rows):
    """Those of `rows` that are asked for, or a 404."""
    asked = request.GET.get("orders", "").split(",")[:MOST]
    chosen = list(
        rows.filter(pk__in=[int(pk) for pk in asked if pk.isascii() and pk.isdigit() and len(pk) < 19])
    )
    if not chosen:
        raise Http404
    return chosen
