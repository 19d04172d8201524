import pytest

from shops.models import Shop
from tests.world import World


@pytest.fixture
def erp(world, api, application):
    """The Tea House's own program, which has called before."""
    erp = api.by(application(shop=world.shop))
    erp.get("/shop")
    return erp


@pytest.fixture
def rival(db):
    """Another shop, with goods of its own."""
    rival = World(code="rival", name="Rival")
    assert rival.tea
    return rival


@pytest.fixture
def rivals(rival, api, application):
    """The other shop's program."""
    return api.by(application(shop=Shop.objects.get(code="rival")))
