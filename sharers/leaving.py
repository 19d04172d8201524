"""A sharer leaves after the money: what is owed to somebody who cannot be reached would be owed for ever."""

from django.db.models import Q

from orders.models import SplitLine
from payments import ledger
from sharers.commissions import is_outstanding
from sharers.models import Attribution, Sharer, Showcase
from sharers.refusals import CommissionOutstanding


def leave(user):
    """Handler of `accounts.ports.ERASURE`. Raises CommissionOutstanding while commission is pending, not paid
    out or on its way; see `withdrawals.waiving`.
    """
    Sharer.objects.filter(user=user).leave()
    # In this order: what is released between the two questions is found by the second.
    if is_outstanding(user) or user.withdrawals.open().exists() or _is_owed(user):
        raise CommissionOutstanding
    user.withdrawals.update(openid="")
    Attribution.objects.filter(
        Q(user=user) | Q(link__sharer__user=user) | Q(link__promoter__user=user)
    ).delete()
    for showcase in Showcase.objects.filter(promoter__user=user):
        showcase.erase()


def _is_owed(user):
    return ledger.balance("sharer_payable", SplitLine.payee_of(user)) > 0
