"""Who hears that the money is back."""

import time

from accounts import notices
from accounts.models import Notification
from gifts import giving_back
from giftshop.clock import db_now
from giftshop.models import Event, EventCursor
from payments import attempts, executor
from payments.models import Refund
from payments.providers.base import RefundState
from tests.threads import until_events_can_be_read


def pay_back(refund):
    executor.record(refund.pk, refund.number, RefundState.SUCCESS)


def told():
    until_events_can_be_read()
    """The reader stops before any transaction still running on the server, also another test's: so wait for it."""
    last, until = Event.objects.latest("pk"), time.monotonic() + 60
    while EventCursor.objects.filter(xid__gte=last.xid).count() == 0 and time.monotonic() < until:
        notices.deliver()
    return Notification.objects.filter(kind__contains="refund").values_list("user__nickname", "kind")


def test_the_giver_hears_that_the_money_for_a_gift_is_back(committed_world):
    gift = committed_world.sent_gift()
    giving_back.decline(gift.pk, by=committed_world.bo)
    pay_back(Refund.objects.get())
    assert list(told()) == [("Mei", "gift.refunded")]


def test_nobody_hears_of_late_money_that_went_straight_back(committed_world):
    order = committed_world.own_order(paid=False)
    attempt = order.payment.new_attempt(method="sandbox")
    order.payment.close(reason="cancelled")
    attempts.settle(attempt.number, transaction_id="T1", amount_fen=8800, paid_at=db_now())
    pay_back(Refund.objects.get())
    assert not told()
