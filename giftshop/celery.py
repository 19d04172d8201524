"""The whole schedule on one page.

Every deadline is a column; a sweep looks for due rows. Beat only says *look now*: losing a message, running
two beats or flushing Redis costs seconds, never a gift. `manage.py run_deadlines` runs the same sweeps
without Redis.
"""

import os

from celery import Celery
from kombu import Queue

from giftshop import deadlines

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giftshop.settings")

app = Celery("giftshop")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()

# Sweep → seconds between two looks.
SCHEDULE = {
    "payments.notices": 2,
    "payments.poll": 5,
    "payments.lapse": 5,
    "payments.refunds": 2,
    "payments.splits": 10,
    "payments.reconcile": 600,
    "payments.sandbox": 1,
    "sharers.withdrawals": 5,
    "gifts.expire": 2,
    "gifts.take_back": 30,
    "gifts.remind": 60,
    "gifts.days": 1800,
    "orders.confirm": 60,
    "orders.release": 60,
    "orders.backstop": 300,
    "orders.aftersales": 60,
    "orders.shred": 3600,
    "orders.popularity": 3600,
    "sharers.days": 1800,
    "accounts.notify": 2,
    "shops.revisions": 30,
    "shops.index": 2,
    "shops.phrases": 30,
    "shops.imports": 10,
    "api.batches": 2,
    "api.answers": 3600,
    "api.feed": 1,
    "api.deliver": 1,
    "api.deliveries": 3600,
    "accounts.mails": 10,
    "sharers.influence": 60,
    "sharers.ranks": 60,
    "sharers.visitors": 3600,
}

# Sweeps that wait for somebody outside have workers of their own: with a provider that is slow, or many refunds to
# pay, they would take every worker there is, and no gift would expire.
OUTSIDE = {
    "payments.poll",
    "payments.lapse",
    "payments.refunds",
    "payments.splits",
    "payments.reconcile",
    "payments.sandbox",
    "sharers.withdrawals",
    "accounts.mails",
    "shops.imports",
    "api.deliver",
}


def queue_of(name, args, kwargs, options, task=None):
    return {"queue": "outside" if args and args[0] in OUTSIDE else "inside"}


app.conf.task_queues = [Queue("inside"), Queue("outside")]
app.conf.task_default_queue = "inside"
app.conf.task_routes = (queue_of,)

# A look that waited longer than its interval is dropped: the next one sees the same rows.
app.conf.beat_schedule = {
    name: {
        "task": deadlines.TASK,
        "schedule": seconds,
        "args": [name],
        "options": {"expires": max(seconds, 5)},
    }
    for name, seconds in SCHEDULE.items()
}


@app.task(name=deadlines.TASK, ignore_result=True)
def sweep(name):
    deadlines.run(name)
