"""The pages of an after-sale, for the buyer of an own order and the recipient of a gift alike: the views of both give a
`Desk`. At most one after-sale is open, so no address needs to name it.
"""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from giftshop.refusals import Refused
from orders.aftersale import asking, opening, proposing, story
from orders.aftersale.forms import AppealForm, AskForm, PostForm
from orders.aftersale.transitions import Kind, State
from orders.models import Order


@dataclass(frozen=True)
class Desk:
    """`by` is who asks, None for a guest; `room` and `key` make its addresses; `home` is the page it belongs to."""

    order: Order
    by: Any
    room: str
    key: str
    home: str
    with_amounts: bool

    def url(self, action):
        return reverse(f"{self.room}:aftersale_{action}", args=[self.key])

    @property
    def urls(self):
        return {action: self.url(action) for action in ["page", "ask", "withdraw", "post_back", "appeal"]}

    def one_in(self, *states):
        """The newest after-sale in one of `states`, or a 404."""
        newest_first = self.order.aftersales.filter(state__in=states).order_by("-pk")
        return get_object_or_404(newest_first[:1])


def page(request, desk):
    rows = list(reversed(desk.order.disputes))
    if not rows:
        return redirect(desk.url("ask"))
    is_open = any(row.is_open for row in rows)
    for row in rows:
        row.steps = list(story.of(row))
        row.can_withdraw = row.is_open and row.can("withdraw")
    newest = rows[0]
    newest.can_appeal = newest.can("appeal") and bool(newest.due_at) and desk.order.takes_aftersale
    context = {
        "rows": rows,
        "can_ask": desk.order.takes_aftersale and not is_open,
        "is_proposed": any(row.state == State.PROPOSED for row in rows),
    }
    return _render(request, "orders/aftersale.html", desk, **context)


def ask(request, desk):
    opening.refuse(desk.order, Kind.REFUND)
    form = AskForm(request.POST or None, order=desk.order, with_amount=desk.with_amounts)

    def verb(**fields):
        asking.request(desk.order.pk, by=desk.by, **fields)

    return _filled_in(request, "orders/aftersale_ask.html", desk, form, verb)


def withdraw(request, desk):
    asking.withdraw(desk.one_in(State.REQUESTED, State.APPROVED, State.APPEALED).pk)
    return redirect(desk.url("page"))


def post_back(request, desk):
    aftersale = desk.one_in(State.APPROVED)
    form = PostForm(request.POST or None)

    def verb(**fields):
        asking.post_back(aftersale.pk, **fields)

    return _filled_in(request, "orders/aftersale_post.html", desk, form, verb, aftersale=aftersale)


def appeal(request, desk):
    aftersale = desk.one_in(State.REJECTED)
    form = AppealForm(request.POST or None)

    def verb(**fields):
        asking.appeal(aftersale.pk, **fields)

    return _filled_in(request, "orders/aftersale_appeal.html", desk, form, verb, aftersale=aftersale)


def confirm(request, desk):
    """One tap puts what the giver proposed to the shop."""
    proposing.confirm(desk.one_in(State.PROPOSED).pk, by=desk.by)
    return redirect(desk.url("page"))


def _filled_in(request, template, desk, form, verb, **context):
    """The form, or the page after `verb` took what was filled in; a refusal that the form can mend stays on it."""
    if form.is_valid():
        try:
            verb(**form.cleaned_data)
            return redirect(desk.url("page"))
        except Refused as refusal:
            if refusal.status != 422:
                raise
            form.add_error(None, f"{refusal.title} – {refusal.detail}")
    status = 422 if form.errors else 200
    return _render(request, template, desk, status=status, form=form, **context)


def _render(request, template, desk, *, status=200, **context):
    shown = {"desk": desk, "order": desk.order, "line": desk.order.line, "urls": desk.urls}
    return render(request, template, shown | context, status=status)
