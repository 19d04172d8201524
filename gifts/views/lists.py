from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gifts.models import Gift
from giftshop.middleware import private

PAGE = 20


def _page(request, gifts, template):
    page = Paginator(gifts.for_display().order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, template, {"page": page})


@private
@login_required
@require_safe
def sent(request):
    return _page(request, Gift.objects.filter(giver=request.user), "gifts/list_sent.html")


@private
@login_required
@require_safe
def received(request):
    """Accepted by me, or addressed to me and still waiting."""
    mine = Q(recipient=request.user) | Q(contact=request.user, state=Gift.State.PENDING)
    return _page(request, Gift.objects.filter(mine), "gifts/list_received.html")
