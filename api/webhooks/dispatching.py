"""The sweep that delivers: many posts at once, so that no receiver waits for another one."""

import logging
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from time import monotonic

from django.conf import settings
from django.db import connection

from api.models import Delivery
from api.webhooks.claiming import claim
from api.webhooks.messages import message
from api.webhooks.recording import record
from api.webhooks.sending import Outcome, post

log = logging.getLogger(__name__)

NAME = "api.deliver"
SLICE = 5  # seconds in which a step takes on new deliveries
LOOK = 0.2  # seconds after which it looks for new ones although none has ended
LOCK = 0x6861_6E64_6F75_7400  # one dispatcher takes on deliveries at a time: one has senders enough


class Dispatcher:
    """Like a LeasedSweep, with many acts at once. Threads post and nothing else; the database is this one's alone."""

    name, column = NAME, "next_try_at"

    @staticmethod
    def due():
        return Delivery.objects.due()

    def step(self):
        """Deliver what is due; the number of deliveries. It lasts SLICE and the longest of the last deliveries."""
        posts, ended = {}, 0
        with ThreadPoolExecutor(settings.WEBHOOK_SENDERS) as senders:
            with _alone() as alone:
                until = monotonic() + SLICE
                while alone and monotonic() < until and (_take_on(senders, posts) or posts):
                    ended += _write_down(posts, LOOK)
            while posts:  # another worker takes on the next ones meanwhile
                ended += _write_down(posts)
        return ended


def _take_on(senders, posts):
    """Fill the senders; a quarter of them is kept for the quick. Whether there was something."""
    found = False
    while len(posts) < settings.WEBHOOK_SENDERS:
        job = claim(quick_only=len(posts) >= settings.WEBHOOK_SENDERS * 3 // 4)
        if job is None:
            break
        posts[_begin(senders, job)] = job
        found = True
    return found


def _begin(senders, job):
    """The Future of the Outcome. What cannot be made is tried again like all else, and holds nobody up."""
    try:
        delivery = Delivery.objects.select_related("event", "endpoint").get(pk=job.delivery)
        return senders.submit(post, delivery.endpoint.url, *message(delivery.event, delivery.endpoint))
    except Exception:
        log.exception("webhooks: delivery %d cannot be made", job.delivery)
        return senders.submit(Outcome, None, "cannot-be-made", 0.0)


def _write_down(posts, seconds=None):
    done, _rest = wait(posts, timeout=seconds, return_when=FIRST_COMPLETED)
    for future in done:
        job = posts.pop(future)
        try:
            record(job, future.result())
        except Exception:
            log.exception(
                "webhooks: delivery %d cannot be written down; it is due after its lease", job.delivery
            )
    return len(done)


@contextmanager
def _alone():
    """Whether nobody else takes on deliveries; the lock is the connection's and ends with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        [alone] = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


SWEEP = Dispatcher()
