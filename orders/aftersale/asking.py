"""What the order's owner does: ask, withdraw, post back, appeal. Views prove who somebody is."""

from django.conf import settings
from django.db import transaction

from giftshop.clock import TransactionNow, db_now
from orders.aftersale import amounts, opening
from orders.aftersale.ending import over
from orders.aftersale.opening import line, tell
from orders.models import Order, Shipment
from orders.models.order import after
from orders.refusals import AfterSaleOpen, AfterSaleOver, AfterSaleTooLate, AmountNotPossible, WordsMissing


def request(order_id, *, by, kind, reason, words="", goods_fen=None):
    """Ask the shop for money back. `by` is a user, or None for a guest; `goods_fen` None means all that is left.

    Raises AfterSaleNotPossible, AfterSaleNotYet, AfterSaleOver, NoReturns, AfterSaleOpen, TooManyAfterSales,
    AmountNotPossible.
    """
    with transaction.atomic():
        order = Order.lock(order_id)
        opening.refuse(order, kind)
        asked = amounts.asked(order, reason, goods_fen)
        return opening.request(order, by=by, kind=kind, reason=reason, words=line(words), **asked)


def withdraw(aftersale_id):
    """Whoever asked, or proposed, thinks better of it. Raises IllegalTransition."""
    with transaction.atomic():
        order, aftersale = opening.lock(aftersale_id)
        aftersale.move("withdraw", due_at=None, ended_at=TransactionNow())
        over(order, aftersale)
        tell("withdrawn", order, aftersale)
        return aftersale


def post_back(aftersale_id, *, carrier, tracking_number):
    """The goods are on their way back. Raises WrongTracking, AfterSaleTooLate, IllegalTransition."""
    number = Shipment.clean_tracking(carrier, tracking_number)
    with transaction.atomic():
        order, aftersale = opening.lock(aftersale_id)
        aftersale.refuse_unless("post")
        if aftersale.due_at <= db_now():
            raise AfterSaleTooLate
        aftersale.move(
            "post",
            carrier=carrier,
            tracking_number=number,
            posted_at=TransactionNow(),
            due_at=after(settings.RECEIPT_WITHIN),
        )
        tell("returning", order, aftersale)
        return aftersale


def appeal(aftersale_id, *, words):
    """The shop said no; the operator shall decide. Raises WordsMissing, AfterSaleTooLate (also for the operator's no),
    AfterSaleOver once the money is divided, AfterSaleOpen, AmountNotPossible, IllegalTransition.
    """
    if not (words := line(words)):
        raise WordsMissing
    with transaction.atomic():
        order, aftersale = opening.lock(aftersale_id)
        aftersale.refuse_unless("appeal")
        _refuse_appeal(order, aftersale)
        freight = amounts.freight(order, aftersale.goods_fen, at_fault=aftersale.merchant_at_fault)
        aftersale.move(
            "appeal",
            freight_fen=freight,
            appeal=words,
            appealed_at=TransactionNow(),
            due_at=None,
            ended_at=None,
        )
        tell("appealed", order, aftersale)
        return aftersale


def _refuse_appeal(order, aftersale):
    if order.is_released or order.closed_at:
        raise AfterSaleOver
    if aftersale.due_at is None or aftersale.due_at <= db_now():
        raise AfterSaleTooLate
    if order.aftersales.open().exists():
        raise AfterSaleOpen
    if aftersale.goods_fen > order.goods_left_fen:
        raise AmountNotPossible
