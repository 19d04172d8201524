import pytest

from tests.api.contract import API, Contract

ADDRESS = {
    "consignee": "王小波",
    "phone": "138 0013 8000",
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "detail": "文三路 100 号",
}


@pytest.fixture(scope="session")
def contract():
    return Contract()


@pytest.fixture
def api(contract, db):
    """Nobody's client; `api.as_(user)` is somebody's."""
    return API(contract)


@pytest.fixture
def address():
    return dict(ADDRESS)
