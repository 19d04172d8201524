from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from gifts.models import Gift
from giftshop import paging
from giftshop.middleware import private
from orders.models import Order

# Name in the address → (words, which gifts); the first tab shows all.
SENT = {
    "": (_("All"), Q()),
    "unpaid": (_("To pay"), Q(state=Gift.State.UNPAID)),
    "pending": (pgettext_lazy("gifts", "Waiting"), Q(state=Gift.State.PENDING)),
    "accepted": (_("Accepted"), Q(state=Gift.State.ACCEPTED)),
    "back": (pgettext_lazy("gifts", "Given back"), Q(state__in=Gift.GIVEN_BACK)),
}
RECEIVED = {
    "": (_("All"), Q()),
    "pending": (_("To accept"), Q(state=Gift.State.PENDING)),
    "to_ship": (_("To ship"), Q(order__state=Order.State.TO_SHIP)),
    "shipped": (_("To receive"), Q(order__state=Order.State.SHIPPED)),
    "completed": (_("Completed"), Q(order__state=Order.State.COMPLETED)),
}


def _page(request, gifts, tabs, template):
    tab = request.GET.get("state", "")
    tab = tab if tab in tabs else ""
    gifts = gifts.filter(tabs[tab][1]).for_display().order_by("-pk")
    page = paging.page_of(gifts, paging.number_in(request.GET))
    labels = [(name, words) for name, (words, _which) in tabs.items()]
    return render(request, template, {"page": page, "tabs": labels, "tab": tab})


@private
@login_required
@require_safe
def sent(request):
    return _page(request, Gift.objects.filter(giver=request.user), SENT, "gifts/list_sent.html")


@private
@login_required
@require_safe
def received(request):
    """Accepted by me, or addressed to me and still waiting."""
    mine = Q(recipient=request.user) | Q(contact=request.user, state=Gift.State.PENDING)
    return _page(request, Gift.objects.filter(mine), RECEIVED, "gifts/list_received.html")
