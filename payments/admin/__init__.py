"""For the operator alone."""

from payments.admin import books, differences, refunds, splits

__all__ = ["books", "differences", "refunds", "splits"]
