import pytest

from accounts.models import User


@pytest.fixture
def crowd(committed_world):
    """`crowd(50)`: that many people, made at once and without a password."""

    def crowd(size):
        return User.objects.bulk_create(
            User(email=f"friend{n}@example.com", nickname=f"Friend {n}", password="!") for n in range(size)
        )

    return crowd
