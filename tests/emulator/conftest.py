"""One emulator for all of these tests, as on its first day for each, and a shop that uses it through the SDK."""

import pytest

from emulator import running
from tests.emulator.shop import SUB_MCHID, Shop
from tests.letterbox import Letterbox


@pytest.fixture(scope="session")
def emulated():
    with running(sub_mchids=[SUB_MCHID]) as wechat:
        yield wechat


@pytest.fixture
def wechat(emulated):
    emulated.control.reset()
    return emulated


@pytest.fixture(scope="session")
def kept_letterbox():
    with Letterbox() as letterbox:
        yield letterbox


@pytest.fixture
def letterbox(kept_letterbox):
    kept_letterbox.empty()
    return kept_letterbox


@pytest.fixture
def shop(wechat, letterbox):
    """A merchant of the platform's: its orders name a sub_mchid."""
    return Shop(wechat, letterbox.url)


@pytest.fixture
def direct_shop(wechat, letterbox):
    """The platform's own orders."""
    return Shop(wechat, letterbox.url, sub_mchid=None)
