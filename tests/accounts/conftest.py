import pytest

from tests.accounts.people import person


@pytest.fixture
def mei(db):
    return person("mei")


@pytest.fixture
def bo(db):
    return person("bo")


@pytest.fixture
def as_mei(client, mei):
    client.force_login(mei)
    return client
