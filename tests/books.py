"""The invariants that `manage.py check_ledger` proves."""

from payments.ports import INVARIANTS


def broken():
    """One line for each row that breaks an invariant."""
    return [f"{name}: {row}" for name, check in INVARIANTS for row in check()]
