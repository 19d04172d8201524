import pytest

from giftshop.models import Event
from giftshop.refusals import IllegalTransition
from shops import ports
from shops.models import Product, Shop
from tests.shops.goods import a_product, a_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """Shops that another app was told about."""
    shops = []
    monkeypatch.setattr(ports.SUSPENSION, "_handlers", {"listener": shops.append})
    return shops


def test_suspending_closes_the_shop_and_tells_the_other_apps(told):
    shop = a_shop()
    shop.suspend()
    assert Shop.objects.get().state == "suspended"
    assert told == [shop]
    assert (
        Event.objects.filter(kind="shop.suspended", subject=f"shop:{shop.pk}", shop_id=shop.pk).count() == 1
    )


def test_a_shop_is_suspended_once(told):
    shop = a_shop()
    shop.suspend()
    with pytest.raises(IllegalTransition):
        Shop.objects.get().suspend()
    assert told == [shop]


def test_what_another_app_refuses_leaves_the_shop_open(monkeypatch):
    def refuse(shop):
        raise RuntimeError

    monkeypatch.setattr(ports.SUSPENSION, "_handlers", {"listener": refuse})
    with pytest.raises(RuntimeError):
        a_shop().suspend()
    assert Shop.objects.get().state == "active"
    assert not Event.objects.filter(kind="shop.suspended").exists()


def test_its_goods_are_hidden_until_it_is_reinstated(told):
    shop = a_product().shop
    shop.suspend()
    assert not Product.objects.visible().exists()
    shop.reinstate()
    assert Product.objects.visible().exists()
