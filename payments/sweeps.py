from giftshop.deadlines import Chore, LeasedSweep
from giftshop.deadlines import register as register_sweep
from payments import executor, inbox, polling, reconciliation, splitter
from payments.models import Attempt, Notice, Payment, Refund, SandboxNotice, Split
from payments.providers.sandbox import notices

SWEEPS = [
    LeasedSweep("payments.notices", Notice.objects.due, "next_try_at", inbox.process),
    LeasedSweep("payments.poll", Attempt.objects.to_poll, "poll_after", polling.poll),
    LeasedSweep("payments.lapse", Payment.objects.to_lapse, "lapse_at", polling.lapse),
    LeasedSweep("payments.refunds", Refund.objects.due, "next_try_at", executor.carry_out),
    LeasedSweep("payments.splits", Split.objects.due, "next_try_at", splitter.carry_out),
    Chore("payments.reconcile", reconciliation.daily),
    LeasedSweep("payments.sandbox", SandboxNotice.objects.due, "send_at", notices.deliver),
]


def register():
    for sweep in SWEEPS:
        register_sweep(sweep)
