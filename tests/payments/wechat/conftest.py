import pytest

from tests.letterbox import Letterbox
from tests.wechat import MERCHANT, at_wechat


@pytest.fixture
def wechat(monkeypatch, settings):
    """The emulator, with the shop set up for it."""
    with at_wechat(monkeypatch, settings) as running:
        yield running


@pytest.fixture
def box(monkeypatch):
    """Where the notices go."""
    with Letterbox() as box:
        monkeypatch.setattr("payments.providers.notify_url", lambda name: box.url)
        yield box


@pytest.fixture
def shop(world):
    shop = world.shop
    shop.merchant_number = MERCHANT
    shop.save()
    return shop
