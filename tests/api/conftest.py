import pytest

from api.models import Application, Partner
from api.scopes import SCOPES
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
def application(db):
    """`application(shop=world.shop, scopes=["orders:read"])`: of a new partner; all scopes, unless said."""

    def application(shop=None, scopes=tuple(SCOPES), partner=None, **fields):
        partner = partner or Partner.objects.create(name="Tea Works ERP", shop=shop)
        fields = {"name": "ERP", "client_type": Application.CLIENT_CONFIDENTIAL} | fields
        return Application.objects.create(partner=partner, scopes=list(scopes), **fields)

    return application


@pytest.fixture
def address():
    return dict(ADDRESS)
