"""Asking for one's commission, under the person's lock: who leaves, waives or asks at the same moment comes after."""

from django.conf import settings
from django.db import transaction

from accounts.models import User
from giftshop import deadlines, events
from orders.models import SplitLine
from payments import ledger
from payments.ledger import Posting, credit, debit
from payments.providers.base import NAMED_FROM_FEN
from sharers.models import Withdrawal
from sharers.refusals import AmountOutOfBounds, NameNeeded, NotEnoughCommission, WithdrawalOpen

SWEEP = "sharers.withdrawals"


def request(*, user, amount_fen, provider, openid, name=""):
    """`amount_fen` of what `user` has earned is on its way to `openid` at `provider`; the Withdrawal.

    `name` is who they are by law, kept only from NAMED_FROM_FEN on, and until the end. Raises AmountOutOfBounds,
    NameNeeded, WithdrawalOpen, NotEnoughCommission.
    """
    needs_name = amount_fen >= NAMED_FROM_FEN
    if not settings.WITHDRAWAL_MIN_FEN <= amount_fen <= settings.WITHDRAWAL_MAX_FEN:
        raise AmountOutOfBounds(low_fen=settings.WITHDRAWAL_MIN_FEN, high_fen=settings.WITHDRAWAL_MAX_FEN)
    if needs_name and not name:
        raise NameNeeded
    with transaction.atomic():
        user = lock(user)
        if balance(user) < amount_fen:
            raise NotEnoughCommission(balance_fen=balance(user))
        withdrawal = Withdrawal.objects.create(
            user=user,
            provider=provider,
            openid=openid,
            amount_fen=amount_fen,
            name=name if needs_name else "",
        )
        _post(withdrawal)
        events.record("withdrawal.requested", withdrawal.subject, amount_fen=amount_fen)
        transaction.on_commit(lambda: deadlines.nudge(SWEEP), robust=True)
        return withdrawal


def lock(user):
    """The person, locked as `accounts.erasure` does: the first lock of all. Raises WithdrawalOpen."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if under_way := user.withdrawals.open().first():
        raise WithdrawalOpen(number=under_way.number)
    return user


def balance(user):
    """What `user` could withdraw now, in fen."""
    return ledger.balance("sharer_payable", SplitLine.payee_of(user))


def _post(withdrawal):
    payee, fen = SplitLine.payee_of(withdrawal.user), withdrawal.amount_fen
    lines = [debit("sharer_payable", payee, fen), credit("sharer_withdrawal", payee, fen)]
    ledger.post([Posting(withdrawal.subject, "withdrawal", lines)])
