"""How rules choose among what there is, and how time passes."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition

from giftshop.clock import db_now

PICKS = st.integers(0, 50)


def some(**columns):
    """A precondition: there is such a sale."""
    return precondition(lambda self: self.model.where(**columns))


def past():
    return db_now() - timedelta(seconds=1)
