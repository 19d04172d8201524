"""Every operation, asked for by everybody: who may is let through, who may not is told what is missing."""

import random

import pytest

from tests.api.contract import API
from tests.api.matrix.conftest import outcome, unchanged, undone
from tests.api.matrix.rows import ROWS
from tests.conftest import FULL


def sample(operation, clients):
    """Other ones for each operation, the same each time."""
    return random.Random(operation).sample(clients, 3)


def expected(row, kind):
    """What a caller of this kind is told, None for success."""
    if kind == "guest" and row.secrets:
        return 404, "link-not-valid"  # a code alone grants nothing
    if kind in row.who:
        return None
    if kind == "guest":
        return 401, "login-needed"
    if kind == "person":
        return 403, "partner-needed"
    return 403, "shop-needed" if kind == "crm" and "erp" in row.who else "person-needed"


@pytest.mark.parametrize("operation", ROWS)
def test_who_may_call_is_let_through(matrix, operation):
    for kind, hand, client in matrix.everybody:
        if expected(ROWS[operation], kind) is None:
            with undone():
                assert outcome(matrix.call(client, operation, matrix.own(operation, hand))) is None, kind


@pytest.mark.parametrize("operation", ROWS)
def test_who_may_not_call_is_told_why_and_changes_nothing(matrix, operation):
    own = matrix.own(operation)
    with unchanged(matrix):
        for kind, _hand, client in matrix.everybody:
            if told := expected(ROWS[operation], kind):
                assert outcome(matrix.call(client, operation, own)) == told, kind
        for client in matrix.no_longer_good if FULL else sample(operation, matrix.no_longer_good):
            assert outcome(matrix.call(client, operation, own)) == (401, "token-not-valid")


@pytest.mark.parametrize("operation", ROWS)
def test_the_session_of_a_person_who_has_left_is_nobodys(matrix, operation):
    client, me = API(matrix.contract, matrix.ours.me), matrix.ours.me
    type(me).objects.filter(pk=me.pk).update(is_active=False)
    told = outcome(matrix.call(client, operation, matrix.own(operation)))
    assert told == expected(ROWS[operation], "guest")


@pytest.mark.parametrize("operation", [name for name in ROWS if name.startswith("GET")])
def test_a_head_is_answered_like_its_get(matrix, operation):
    for kind, hand, client in matrix.everybody:
        own = matrix.own(operation, hand)
        path = f"/api/v1{ROWS[operation].path(operation, own.things)}"
        told = expected(ROWS[operation], kind)
        assert client.client.head(path, headers=client.headers).status_code == (told[0] if told else 200), (
            kind
        )
