from payments.ledger.models import Account, Entry, Journal
from payments.models.attempt import Attempt
from payments.models.difference import Difference, Reconciliation
from payments.models.notice import Notice
from payments.models.payment import Payment
from payments.models.refund import Refund
from payments.models.split import Split
from payments.providers.sandbox.models import (
    SandboxNotice,
    SandboxRefund,
    SandboxSplit,
    SandboxTrade,
    SandboxTransfer,
)

__all__ = [
    "Account",
    "Attempt",
    "Difference",
    "Entry",
    "Journal",
    "Notice",
    "Payment",
    "Reconciliation",
    "Refund",
    "SandboxNotice",
    "SandboxRefund",
    "SandboxSplit",
    "SandboxTrade",
    "SandboxTransfer",
    "Split",
]
