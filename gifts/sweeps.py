from gifts import giving_back
from gifts.figures import days
from gifts.models import Gift
from giftshop.deadlines import Chore, Sweep
from giftshop.deadlines import register as register_sweep

SWEEPS = [
    Sweep("gifts.expire", Gift.objects.to_expire, "expire_after", giving_back.expire),
    Sweep("gifts.take_back", Gift.objects.to_take_back, "", giving_back.take_back),
    Sweep("gifts.remind", Gift.objects.to_remind, "remind_at", giving_back.remind),
    Chore("gifts.days", days.close),
]


def register():
    for sweep in SWEEPS:
        register_sweep(sweep)
