"""The giver's page of one gift: the link, and how things stand. Never who accepted beyond a nickname, never where."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gifts import links, sending, timeline
from gifts.models import Gift
from giftshop.middleware import private
from orders.aftersale.proposing import overdue_at
from orders.aftersale.transitions import OPEN, State

STOP_POLLING = 286  # htmx's own status


def _own(request, code):
    return get_object_or_404(Gift.objects.for_display(), code=code, giver=request.user)


@private
@login_required
@require_safe
def sent(request, code):
    gift = _own(request, code)
    context = _context(gift)
    if gift.accepted_at and gift.order.takes_aftersale:
        context |= _aftersale(gift.order)
    return render(request, "gifts/sent.html", context)


@private
@login_required
@require_safe
def state(request, code):
    """The live part of the page, asked for again by htmx every few seconds until nothing can change any more.

    Nothing is sent while it is as `seen`: what the giver is looking at or copying stays where it is.
    """
    context = _context(_own(request, code))
    if context["gift"].is_live and context["seen"] == request.GET.get("seen"):
        return HttpResponse(status=204)
    status = 200 if context["gift"].is_live else STOP_POLLING
    return render(request, "gifts/parts/state.html", context, status=status)


@private
@login_required
@require_POST
def link(request, code):
    """换链接"""
    sending.replace_link(_own(request, code).pk)
    return redirect("gifts:sent", code)


def _context(gift):
    return {
        "gift": gift,
        "order": gift.order,
        "line": gift.order.line,
        "link": links.public_url(gift) if gift.is_pending else "",
        "steps": list(timeline.for_giver(gift)),
        "seen": f"{gift.state}-{gift.order.state}-{gift.link_version}-{_aftersales(gift)}",
    }


def _aftersale(order):
    """What the giver may do about goods that were paid for; the verbs decide by the database's clock."""
    standing = [dispute.state for dispute in order.disputes]
    return {
        "takes_aftersale": True,
        "is_proposed": State.PROPOSED in standing,
        "may_propose": not {State.PROPOSED, *OPEN} & {*standing},
        "is_overdue": order.can("refund_unshipped") and overdue_at(order) <= timezone.now(),
    }


def _aftersales(gift):
    return "-".join(dispute.state for dispute in gift.order.disputes) if gift.accepted_at else ""
