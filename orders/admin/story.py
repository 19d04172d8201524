"""What happened to an order and what comes next, and who of the staff did or said what: one list, oldest first."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models import Order

State = Order.State
HAPPENED = ["placed_at", "paid_at", "accepted_at", "shipped_at", "completed_at", "released_at", "closed_at"]
WHY_CLOSED = {
    "lapsed": _("not paid in time"),
    "cancelled": _("cancelled by the buyer"),
    "withdrawn": _("the shop could not deliver"),
    "backstop": _("not shipped in time"),
    "after-sale": _("everything was given back"),
}
# State → the deadline that runs.
NEXT = {State.TO_SHIP: "ship_due_at", State.SHIPPED: "confirm_due_at", State.COMPLETED: "release_due_at"}


@dataclass(frozen=True, kw_only=True)
class Moment:
    """`is_next` is a deadline, `is_over` one that has passed, `is_note` what somebody wrote."""

    at: datetime
    words: str
    detail: str = ""
    by: str = ""
    is_note: bool = False
    is_next: bool = False

    @property
    def is_over(self):
        return self.is_next and self.at <= timezone.now()


def of(order):
    """Two queries."""
    moments = [*_happened(order), *_done(order), *_noted(order)]
    return [*sorted(moments, key=lambda moment: moment.at), *_next(order)]


def _happened(order):
    for name in HAPPENED:
        if at := getattr(order, name):
            why = WHY_CLOSED.get(order.close_reason, "") if name == "closed_at" else ""
            yield Moment(at=at, words=_label(name), detail=why, by=_program(order, name))


def _program(order, name):
    """The partner's program that did it; an order is shipped or withdrawn, never both."""
    did = name == "shipped_at" or order.close_reason == "withdrawn" and name == "closed_at"
    return order.program if did else ""


def _done(order):
    kind = ContentType.objects.get_for_model(Order)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(order.pk)).select_related("user")
    for entry in entries:
        yield Moment(at=entry.action_time, words=entry.get_change_message(), by=entry.user.name)


def _noted(order):
    for note in order.notes.select_related("author"):
        words = note.words or _("(forgotten together with the address)")
        yield Moment(at=note.at, words=words, by=note.by, is_note=True)


def _next(order):
    name = NEXT.get(order.state)
    if name and not order.released_at and (at := getattr(order, name)):
        yield Moment(at=at, words=_label(name), is_next=True)


def _label(name):
    return Order._meta.get_field(name).verbose_name
