"""The account between a shop and the platform: what each owes the other, and what moved it."""

from datetime import timedelta

from django.db.models import Case, F, Max, Sum, When

from giftshop.clock import db_now
from payments.ledger.models import CREDIT, Account, Entry, Journal, Kind

KINDS = [Kind.MERCHANT_PAYABLE, Kind.MERCHANT_RECEIVABLE]
SIGNED = Case(
    When(side=CREDIT, then=F("amount")), default=-F("amount")
)  # what it adds to what is owed to the shop
DAY, LONGEST = timedelta(days=1), timedelta(hours=1)  # no transaction that posts lasts so long


def balances(shop):
    """(fen that the platform owes the shop now, fen that the shop owes it), by the running balances."""
    known = dict(_accounts(shop).values_list("kind", "balance"))
    return known.get(Kind.MERCHANT_PAYABLE, 0), known.get(Kind.MERCHANT_RECEIVABLE, 0)


def owed_at(shop, moment):
    """What the platform owed the shop then, below 0 what the shop owed; of a moment to come what it is now."""
    payable, receivable = balances(shop)
    now = payable - receivable
    return (
        now if moment >= db_now() else now - _since(shop, moment).aggregate(fen=Sum(SIGNED, default=0))["fen"]
    )


def within(shop, start, end):
    """The entries from `start` on and before `end`."""
    return _since(shop, start).filter(journal__at__lt=end)


def _since(shop, moment):
    """Journals are numbered as they come, but for transactions that overlap: what was before is left unread."""
    before = Journal.objects.filter(at__gte=moment - DAY, at__lt=moment - LONGEST).aggregate(last=Max("pk"))
    accounts = list(_accounts(shop).values_list("pk", flat=True))
    entries = Entry.objects.filter(account__in=accounts, journal_id__gt=before["last"] or 0)
    return entries.filter(journal__at__gte=moment)


def _accounts(shop):
    return Account.objects.filter(kind__in=KINDS, owner_key=f"shop:{shop.pk}")
