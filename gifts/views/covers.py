"""The pictures of the shops' own covers, for everybody who sees a box."""

from django.views.decorators.http import require_safe

from gifts.covers import OWN_COVERS
from giftshop.pictures import serve


@require_safe
def picture(request, name):
    return serve(OWN_COVERS.find(name))
