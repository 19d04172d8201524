"""Money for a person at the pretend bank: it waits a day to be taken."""

from datetime import timedelta

from django.core import signing
from django.db import IntegrityError, transaction

from giftshop.clock import ClockTimestamp, db_now
from payments.providers.base import NAME_MISSING, NAMED_FROM_FEN, Refused, Transfer, TransferState
from payments.providers.sandbox.models import SandboxTransfer

PATIENCE = timedelta(hours=24)
SALT = "payments.sandbox.transfer"
ACCOUNT_ABNORMAL = "PAYEE_ACCOUNT_ABNORMAL"  # WeChat's own word


def transfer(order):
    """Once per number. Raises Refused."""
    if order.amount_fen >= NAMED_FROM_FEN and not order.name:
        raise Refused(NAME_MISSING)
    wanted = {"openid": order.openid, "amount_fen": order.amount_fen}
    try:
        with transaction.atomic(durable=True):
            SandboxTransfer.objects.create(number=order.number, **wanted)
    except IntegrityError as error:
        if not SandboxTransfer.objects.filter(number=order.number, **wanted).exists():
            raise Refused("OTHER_PARAMETERS") from error
    return look(order.number)


def take(number):
    """The person takes the money; whether it was still there."""
    return bool(_waiting(number).update(taken_at=ClockTimestamp()))


def refuse(number):
    """The person's own account cannot take it; whether it was still there."""
    return bool(_waiting(number).update(refused_at=ClockTimestamp()))


def _waiting(number):
    ended = {"taken_at": None, "refused_at": None}
    return SandboxTransfer.objects.filter(number=number, made_at__gt=db_now() - PATIENCE, **ended)


def look(number):
    known = SandboxTransfer.objects.filter(number=number).first()
    if known is None:
        return Transfer(TransferState.MISSING)
    if known.taken_at:
        return Transfer(TransferState.PAID)
    if known.refused_at:
        return Transfer(TransferState.FAILED, reason=ACCOUNT_ABNORMAL)
    if known.made_at <= db_now() - PATIENCE:
        return Transfer(TransferState.FAILED)
    return Transfer(TransferState.WAITING, ticket=number)


def token(number, return_url):
    """What stands in the address of the page where the money can be taken, which nobody can guess."""
    return signing.dumps([number, return_url], salt=SALT)


def read_token(token):
    """(number, return_url). Raises signing.BadSignature."""
    return signing.loads(token, salt=SALT)
