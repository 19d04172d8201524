"""What the shop's staff and the operator do: say yes or no, take the goods back.

A partner's `program` does it in the shop's name: then `by` is None.
"""

from django.conf import settings
from django.db import transaction

from giftshop.clock import TransactionNow, db_now
from giftshop.refusals import IllegalTransition
from orders.aftersale import opening
from orders.aftersale.ending import over
from orders.aftersale.granting import grant, pay_back
from orders.aftersale.opening import line, tell
from orders.aftersale.transitions import State
from orders.models.order import after
from orders.refusals import AfterSaleTooLate, WordsMissing


def approve(aftersale_id, *, by, program="", at_fault=False):
    """Staff, or of an appeal the operator, grants all that is asked for; `at_fault` adds the freight where it can.

    Raises IllegalTransition, also for a program that would decide an appeal.
    """
    with transaction.atomic():
        order, aftersale = opening.lock(aftersale_id)
        if program and aftersale.state == State.APPEALED:
            raise IllegalTransition
        grant(order, aftersale, by=by, program=program, at_fault=at_fault)
        return aftersale


def reject(aftersale_id, *, by, words, program=""):
    """Staff says no, and why; the answer can be appealed for APPEAL_WITHIN. Of money that the platform has kept back
    the operator has the last word without being asked: the shop's no would bring it that very money.

    Raises WordsMissing, AfterSaleTooLate when silence has already said yes, IllegalTransition.
    """
    words = _said(words)
    with transaction.atomic():
        order, aftersale = opening.lock(aftersale_id)
        aftersale.refuse_unless("reject")
        if aftersale.due_at <= db_now():
            raise AfterSaleTooLate
        until = after(settings.APPEAL_WITHIN)
        said = {"rejection": words, "answered_at": TransactionNow(), "due_at": until}
        aftersale.move("reject", **said, **_ended(by, program))
        tell("rejected", order, aftersale)
        if aftersale.kept_back:
            aftersale.move("appeal", appealed_at=TransactionNow(), due_at=None, ended_at=None)
            tell("appealed", order, aftersale)
        return aftersale


def dismiss(aftersale_id, *, by, words):
    """The operator says no as well, for good. Raises WordsMissing, IllegalTransition."""
    words = _said(words)
    with transaction.atomic():
        order, aftersale = opening.lock(aftersale_id)
        aftersale.move("dismiss", verdict=words, decided_at=TransactionNow(), due_at=None, **_ended(by))
        over(order, aftersale)
        tell("dismissed", order, aftersale)
        return aftersale


def receive(aftersale_id, *, by, program=""):
    """The goods are back with the shop, and the money goes back. Raises IllegalTransition."""
    with transaction.atomic():
        order, aftersale = opening.lock(aftersale_id)
        decided = {"decided_by": by, "program": program}
        pay_back(order, aftersale, "receive", received_at=TransactionNow(), **decided)
        return aftersale


def _said(words):
    if not (words := line(words)):
        raise WordsMissing
    return words


def _ended(by, program=""):
    return {"decided_by": by, "program": program, "ended_at": TransactionNow()}
