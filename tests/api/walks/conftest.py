"""The running shop, with programs that may call it."""

import pytest
from django.db import connections

from api.models import Application, Partner
from api.scopes import SCOPES
from tests.api.contract import token
from tests.journeys.conftest import run_shop, static_files  # noqa: F401
from tests.world import World

PACE = {"API_RATE": "100000/s", "LINK_RATE": "100000/s"}  # walks are faster than partners


@pytest.fixture(scope="module")
def shop(run_shop):  # noqa: F811
    with run_shop(**PACE) as address:
        yield address
        connections.close_all()


@pytest.fixture(scope="module")
def bearer(shop):
    """Who calls → a token for all that they may do: the tea house's ERP, and Mei's app."""
    world = World()
    partner = Partner.objects.create(name="ERP", shop=world.shop)
    fields = {"partner": partner, "client_type": Application.CLIENT_CONFIDENTIAL, "scopes": list(SCOPES)}
    program = Application.objects.create(name="ERP", **fields)
    return {"partner": token(program), "person": token(program, user=world.mei)}
