"""`python -m tests.faults.worker` starts processes that sweep or accept until somebody kills them.

Each line of its standard input, `sweep 7` or `accept 8`, forks one of them; its id is the answer. The number is
the seed of its dice. Forking is what makes starting cheap enough to kill often.
"""

import os
import random
import signal
import sys
import time
import traceback
from contextlib import suppress

import django

django.setup()

from accounts import phones  # noqa: E402
from accounts.models import Address  # noqa: E402
from gifts.acceptance import accept as accept_gift  # noqa: E402
from gifts.models import Gift  # noqa: E402
from giftshop import deadlines  # noqa: E402
from giftshop.refusals import Refused  # noqa: E402
from shops.models import Variant  # noqa: E402

ADDRESS = {
    "consignee": "王小波",
    "phone": "+8613800138000",
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "detail": "文三路 100 号",
}


def sweep(dice):
    names = ["gifts.expire", "payments.refunds", "accounts.notify"]
    while True:
        deadlines.run(dice.choice(names), budget=1)
        time.sleep(0.005)


def accept(dice):
    """Guests accept at random, some of them too late, some with a swap."""
    variants = list(Variant.objects.order_by("pk").values_list("pk", flat=True)[:2])
    while True:
        if pending := list(Gift.objects.filter(state="pending").values_list("pk", flat=True)):
            with suppress(Refused):
                accept_gift(
                    dice.choice(pending),
                    by=None,
                    address=Address(**ADDRESS),
                    variant_id=dice.choice([None, *variants]),
                )
        time.sleep(dice.random() / 10)


def main():
    phones.normalise(ADDRESS["phone"])  # loads its tables once, here, and not in every child
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    print("ready", flush=True)
    for line in sys.stdin:
        work, seed = line.split()
        pid = os.fork()
        if not pid:
            become({"sweep": sweep, "accept": accept}[work], int(seed))
        print(pid, flush=True)


def become(work, seed):
    """Never returns: a worker that fails by itself must not go on as its parent."""
    try:
        work(random.Random(seed))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
