"""The running shop, with programs that may call it."""

import pytest
from django.db import connections

from tests.journeys.conftest import run_shop, static_files  # noqa: F401

PACE = {"API_RATE": "100000/s", "LINK_RATE": "100000/s"}  # walks are faster than partners


@pytest.fixture(scope="module")
def shop(run_shop, request):  # noqa: F811
    """With the programs that the module names in `PROGRAMS`."""
    with run_shop(programs=request.module.PROGRAMS, **PACE) as address:
        yield address
        connections.close_all()
