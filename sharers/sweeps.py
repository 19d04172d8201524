from giftshop.deadlines import Chore, LeasedSweep, Sweep
from giftshop.deadlines import register as register_sweep
from sharers.figures import days
from sharers.models import Withdrawal
from sharers.showcases import influence
from sharers.withdrawals import executor, requesting

SWEEPS = [
    # One row at a time, so that no lease runs out while a slow provider is asked about the rows before it.
    LeasedSweep(requesting.SWEEP, Withdrawal.objects.due, "next_try_at", executor.carry_out, batch=1),
    Chore("sharers.days", days.close),
    Sweep("sharers.influence", influence.due, "", influence.count, batch=influence.BATCH),
    Chore("sharers.ranks", influence.rank),
    Chore("sharers.visitors", influence.forget),
]


def register():
    for sweep in SWEEPS:
        register_sweep(sweep)
