"""Every operation with every scope: one is right."""

import random

import pytest

from api.scopes import SCOPES
from tests.api.matrix.conftest import outcome, unchanged, undone
from tests.api.matrix.rows import ROWS
from tests.conftest import FULL

GUARDED = [name for name, row in ROWS.items() if row.scope]


@pytest.mark.parametrize("operation", GUARDED)
def test_the_one_right_scope_lets_through(matrix, operation):
    for hand in matrix.callers(operation):
        with undone():
            right = matrix.tokens[hand.kind, ROWS[operation].scope]
            assert outcome(matrix.call(right, operation, hand)) is None, hand.kind


@pytest.mark.parametrize("operation", GUARDED)
def test_every_other_is_told_which_one_is_missing(matrix, operation):
    needed = ROWS[operation].scope
    for hand in matrix.callers(operation):
        clients = [matrix.tokens[hand.kind, scope] for scope in wrong(needed, operation)]
        with unchanged(matrix):
            for client in clients:
                response = matrix.call(client, operation, hand)
                assert outcome(response) == (403, "scope-missing")
                assert response.json()["scope"] == needed
                assert f'scope="{needed}"' in response["WWW-Authenticate"]


@pytest.mark.parametrize("operation", [name for name in ROWS if name not in GUARDED])
def test_what_is_public_needs_none(matrix, operation):
    for hand in matrix.ours.hands:
        client = matrix.tokens[hand.kind, ""]
        assert outcome(matrix.call(client, operation, matrix.own(operation, hand))) is None


def wrong(needed, operation):
    """None at all, the same resource the other way, and others."""
    others = [scope for scope in SCOPES if scope != needed]
    resource, _, way = needed.partition(":")
    near = f"{resource}:{'write' if way == 'read' else 'read'}"
    picked = random.Random(operation).sample(others, 1)
    return ["", *others] if FULL else ["", *{near, *picked} & SCOPES.keys()]
