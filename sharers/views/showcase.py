"""What visitors see of a showcase. A visit is counted, so nothing of it is kept in a cache."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from giftshop.middleware import private
from giftshop.pictures import serve
from sharers import visiting
from sharers.models import Showcase
from sharers.showcases import pictures, shelf


@private
@require_safe
def showcase(request, code):
    showcase = _visible(code)
    visiting.count(request, showcase.link)
    return render(
        request, "sharers/showcase/page.html", {"showcase": showcase, "slots": shelf.goods(showcase)}
    )


@private
@require_safe
def product(request, code, position):
    """Remember by whose showcase the visitor goes on, then to the product; what is gone leads back."""
    showcase = _visible(code)
    slot = next((slot for slot in shelf.goods(showcase) if slot.position == position), None)
    if slot is None:
        return redirect(showcase)
    visiting.remember(request, showcase.link, slot.product.shop_id)
    return redirect(slot.product)


@require_safe
def picture(request, name):
    return serve(pictures.find(name))


def _visible(code):
    return get_object_or_404(Showcase.objects.visible().select_related("link__promoter__user"), code=code)
