"""Money of a shop that has left one place and is not in the other yet: to its account, and back to buyers."""

from django.db.models import Q, Sum

from payments.models import Refund, Split


def payouts(shop):
    """The splits that bring the shop what is owed to it: their `merchant_fen` make up the account merchant_payable."""
    never_returned = Q(of__isnull=False, state=Split.State.FAILED)
    brought = Split.objects.filter(Q(state__in=Split.OPEN) | never_returned, merchant_fen__gt=0)
    return brought.filter(payment__shop=shop).order_by("-pk")


def refunds(shop):
    """What is not with the payer yet: the shop's part of the account refund_payable, whoever bears it."""
    return Refund.objects.owed().filter(payment__shop=shop, subject__startswith="order:").order_by("-pk")


def owed_back(shop):
    return refunds(shop).aggregate(fen=Sum("amount_fen", default=0))["fen"]
