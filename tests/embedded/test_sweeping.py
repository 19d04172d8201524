import os

import pytest

from giftshop.embedded import home

LONG_AGO = (0, 0)


@pytest.fixture(autouse=True)
def scratch_root(folder, monkeypatch):
    monkeypatch.setattr(home, "SCRATCH_ROOT", folder)


def test_the_next_run_removes_what_a_killed_one_left(folder):
    left = folder / f"{home.PREFIX}killed"
    (left / "data").mkdir(parents=True)
    os.utime(left, LONG_AGO)
    with home.thrown_away():
        assert not left.exists()


def test_a_run_that_goes_on_for_long_is_left_alone(folder):
    with home.thrown_away() as old:
        os.utime(old.scratch, LONG_AGO)
        with home.thrown_away():
            assert old.data.exists()


def test_a_run_that_begins_is_left_alone(folder):
    young = folder / f"{home.PREFIX}young"
    young.mkdir()
    with home.thrown_away():
        assert young.exists()
