"""When a delivery that failed is tried again."""

from datetime import timedelta
from random import SystemRandom

from django.conf import settings

JITTER = 0.1  # of the wait, so that what failed together does not come back together
LONGEST = timedelta(hours=24)  # that a receiver may ask us to wait

dice = SystemRandom()


def wait(tries, retry_after=None):
    """How long to wait after so many tries, longer if the receiver said so; None: that was the last one."""
    if tries > len(settings.WEBHOOK_RETRIES):
        return None
    planned = settings.WEBHOOK_RETRIES[tries - 1] * (1 + dice.uniform(0, JITTER))
    return max(planned, min(retry_after or timedelta(0), LONGEST))
