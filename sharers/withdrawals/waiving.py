"""Giving commission up for good: what is pending nobody earns, what is owed the platform keeps."""

from django.db import transaction

from giftshop import events
from orders import escrow
from orders.models import Order, SplitLine
from payments import ledger
from payments.ledger import Posting, credit, debit
from sharers import commissions
from sharers.models import Waiver
from sharers.refusals import NothingToWaive
from sharers.withdrawals import requesting


def waive(user):
    """All of it, under the person's lock; the Waiver. Raises WithdrawalOpen, NothingToWaive."""
    with transaction.atomic():
        user = requesting.lock(user)
        dropped = _drop_pending(user)
        # What is released before we hold its order is owed by now.
        owed = requesting.balance(user)
        if not (dropped or owed):
            raise NothingToWaive
        waiver = Waiver.objects.create(user=user, amount_fen=owed, orders=dropped)
        if owed:
            lines = [
                debit("sharer_payable", SplitLine.payee_of(user), owed),
                credit("platform_fee", "", owed),
            ]
            ledger.post([Posting(str(waiver), "waiver", lines)])
        events.record("commission.waived", str(waiver), amount_fen=owed, orders=dropped)
        return waiver


def _drop_pending(user):
    """Nobody earns on these orders any more; the number of them."""
    pending = commissions.outstanding(user).values_list("order_id", flat=True)
    orders = list(Order.objects.locked().filter(pk__in=list(pending)))
    return escrow.drop_shares(orders, user)
