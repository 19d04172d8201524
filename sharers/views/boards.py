"""The boards of showcases, and how influence is counted."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from giftshop import paging
from giftshop.middleware import private
from sharers.showcases import board


@require_safe
def top(request):
    page = paging.page_of(board.top(), paging.number_in(request.GET))
    context = {"page": page, "tab": "top", "length": settings.BOARD_LENGTH}
    return render(request, "sharers/showcase/board.html", context)


@private
@login_required
@require_safe
def friends(request):
    number = paging.number_in(request.GET)
    page = paging.page_of(board.friends(request.user), number)
    for place, showcase in enumerate(page, start=(number - 1) * paging.PER_PAGE + 1):
        showcase.place_here = place
    return render(request, "sharers/showcase/board.html", {"page": page, "tab": "friends"})


@require_safe
def formula(request):
    """With the numbers that this shop runs with."""
    context = {
        "days": settings.INFLUENCE_WINDOW.days,
        "per_buyer": settings.INFLUENCE_PER_BUYER,
        "per_point": settings.VISITORS_PER_INFLUENCE,
        "length": settings.BOARD_LENGTH,
        "slots": settings.SHOWCASE_SLOTS,
        "steps": settings.SHOWCASE_SLOT_STEPS,
    }
    return render(request, "sharers/showcase/formula.html", context)
