"""A sharer leaves after the money: what is owed to somebody who cannot be reached would be owed for ever."""

from django.db.models import Q

from orders.models import SplitLine
from payments import ledger
from sharers.commissions import is_outstanding
from sharers.models import Attribution, Sharer
from sharers.refusals import CommissionOutstanding


def leave(user):
    """Handler of `accounts.ports.ERASURE`. Raises CommissionOutstanding while commission is pending or not paid out."""
    Sharer.objects.filter(user=user).leave()
    # In this order: what is released between the two questions is found by the second.
    if is_outstanding(user) or ledger.balance("sharer_payable", SplitLine.payee_of(user)):
        raise CommissionOutstanding
    Attribution.objects.filter(Q(user=user) | Q(sharer__user=user)).delete()
