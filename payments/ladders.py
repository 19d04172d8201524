"""When to ask again: each step is the wait before the next question, the last one is repeated."""

from datetime import timedelta

from django.db.models import F

from giftshop.clock import TransactionNow

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)

POLL = [5 * SECOND, 10 * SECOND, 20 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE]
# An accepted refund; WeChat asks to be asked at 1 minute, and later at 5, 10, 20 and 30.
REFUND_SENT = [MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE]
# A refund without an answer.
REFUND_UNKNOWN = [15 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE]
# A refund that was refused, e.g. for lack of money at the provider: people must act first.
REFUND_REFUSED = [30 * MINUTE]
# A split before whose turn something else comes.
SPLIT_WAITS = [MINUTE]
# A transfer that waits for the person; who comes back from confirming has it asked about at once.
TRANSFER_WAITS = [15 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE]
# A notice that could not be processed.
NOTICE = [5 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 60 * MINUTE]
# WeChat's own ladder for notices that were not answered with success.
NOTIFY = [15 * SECOND] * 2 + [30 * SECOND, 3 * MINUTE, 10 * MINUTE, 20 * MINUTE] + [30 * MINUTE] * 3
NOTIFY += [60 * MINUTE] + [180 * MINUTE] * 3 + [360 * MINUTE] * 2


def step(ladder, done):
    """The wait after `done` earlier questions."""
    return ladder[min(done, len(ladder) - 1)]


def after(ladder, done):
    """The instant of the next question, by the database's clock."""
    return TransactionNow() + step(ladder, done)


def again(row, ladder, error, **still):
    """Ask about `row` later, under the same number, unless it has ended or is no longer as `still` says."""
    type(row).objects.filter(pk=row.pk, state__in=row.OPEN, **still).update(
        asks=F("asks") + 1, next_try_at=after(ladder, row.asks), last_error=error[:100]
    )
