"""The share picture of a waiting gift, for its giver alone: the link is on it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.limits import limit
from gifts import card
from gifts.acceptance import refuse_unless_open
from gifts.models import Gift
from giftshop.middleware import private


@private
@login_required
@require_safe
def picture(request, code):
    gift = get_object_or_404(Gift.objects.select_related("giver", "own_cover"), code=code, giver=request.user)
    refuse_unless_open(gift)
    limit(request, "gift-card", "30/m", key=request.user.pk)
    return HttpResponse(card.draw(gift), content_type="image/png")
