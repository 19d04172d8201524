from payments.ledger.models import Account, Entry, Journal
from payments.models.attempt import Attempt
from payments.models.notice import Notice
from payments.models.payment import Payment
from payments.models.refund import Refund
from payments.providers.sandbox.models import SandboxNotice, SandboxRefund, SandboxTrade

__all__ = [
    "Account",
    "Attempt",
    "Entry",
    "Journal",
    "Notice",
    "Payment",
    "Refund",
    "SandboxNotice",
    "SandboxRefund",
    "SandboxTrade",
]
