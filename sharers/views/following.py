"""Following a share link, which is no page of its own."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from giftshop.middleware import private
from sharers import visiting
from sharers.models import ShareLink


@private
@require_safe
def follow(request, code):
    """Remember who shared, then on to the clean address, which is the same for everybody."""
    link = ShareLink.objects.with_owner().filter(code=code).first()
    if link is None:
        raise Http404
    if link.shop_id:  # a showcase counts its visits itself
        visiting.remember(request, link, link.shop_id)
        visiting.count(request, link)
    return redirect(link.target)
