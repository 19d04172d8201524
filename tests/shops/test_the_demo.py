from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from shops.models import Product, Shop, Staff, Variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path
    return load()


def load(*arguments):
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


def test_it_shows_what_a_shop_can_hold(demo, settings):
    tins = Variant.objects.giftable().filter(product__handle="longjing")
    assert tins.filter(price_fen=tins.get(name="罐装").price_fen).count() == 2
    assert Product.objects.filter(variants__price_fen__gt=settings.GIFT_MAX_PRICE_FEN).exists()
    assert Product.objects.filter(category=None).exists()
    assert Shop.objects.filter(gifting=False).exists()
    for handle in ("moissanite-ring", "pingan-necklace", "tea-course"):
        assert Product.objects.get(handle=handle).gift_refusal().code == "category-excluded"
    assert Product.objects.get(handle="jewellery-box").gift_refusal() is None


def test_its_people_can_log_in_with_the_printed_password(demo, client):
    for name in ("mei", "bo", "lin", "owner", "operator"):
        assert f"{name}@example.com" in demo
        assert User.objects.get(email=f"{name}@example.com").check_password("giftshop-demo")
    assert Staff.objects.filter(user__email="owner@example.com", role="owner").count() == Shop.objects.count()


def test_a_second_start_leaves_everything_as_it_is(demo):
    Product.objects.update(title="Mine")
    assert "mei@example.com" in load("--if-empty")  # the logins are printed at every start
    assert not Product.objects.exclude(title="Mine").exists()


def test_loading_it_again_makes_no_duplicates(demo):
    before = (User.objects.count(), Shop.objects.count(), Product.objects.count(), Variant.objects.count())
    load()
    assert before == (
        User.objects.count(),
        Shop.objects.count(),
        Product.objects.count(),
        Variant.objects.count(),
    )


def test_a_real_shop_never_gets_people_with_a_public_password(settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        load()
    assert not User.objects.exists()
