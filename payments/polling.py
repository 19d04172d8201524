"""Notices are not guaranteed to arrive, so the provider is asked as well."""

from payments import ladders
from payments.models import Attempt, Payment
from payments.providers.base import Unknown


def poll(pk):
    """Ask about one live attempt; one that outlived its payment is closed instead, so that nobody pays twice."""
    attempt = Attempt.objects.select_related("payment").get(pk=pk)
    if not attempt.is_live:
        return
    Attempt.objects.filter(pk=pk).update(
        polls=attempt.polls + 1, poll_after=ladders.after(ladders.POLL, attempt.polls + 1)
    )
    if not attempt.payment.is_pending:
        attempt.payment.close_attempt(attempt)
        return
    try:
        attempt.payment.hear(attempt, attempt.ask())
    except Unknown:
        return


def lapse(pk):
    """The time to pay is over."""
    Payment.objects.get(pk=pk).close(reason="lapsed")
