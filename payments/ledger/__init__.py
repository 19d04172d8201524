from payments.ledger.models import Kind
from payments.ledger.posting import Posting, balance, balances, credit, debit, post

__all__ = ["Kind", "Posting", "balance", "balances", "credit", "debit", "post"]
