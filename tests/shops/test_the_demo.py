from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from PIL import Image

from accounts.models import User
from gifts.models import Gift, ShopCover
from gifts.sending import contacts, covers
from orders.models import AfterSale, Order
from sharers.models import LinkDay, ShareLink, Showcase
from shops import demo as goods
from shops.models import Category, Product, Shop, Staff, Variant
from shops.occasions import Occasion
from tests.conftest import clone

ENGLISH = ["home-and-garden", "apparel"]  # their pictures stand on somebody else's server
SHOPPERS = ["mei", "bo", "lin", "tuan", "zhou", "an", "xue"]


@pytest.fixture(scope="module")
def demo(demo_database, django_db_blocker):
    """A database that really commits, for all tests of this module."""
    template, media = demo_database
    with django_db_blocker.unblock(), clone(template), override_settings(DEMO=True, MEDIA_ROOT=media):
        yield


def load(*arguments):
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


def chinese_goods():
    return Product.objects.exclude(shop__code__in=ENGLISH)


def test_it_shows_what_a_shop_can_hold(demo, settings):
    tins = Variant.objects.giftable().filter(product__handle="longjing")
    assert tins.filter(price_fen=tins.get(name="罐装").price_fen).count() == 2
    assert Product.objects.filter(variants__price_fen__gt=settings.GIFT_MAX_PRICE_FEN).exists()
    assert Product.objects.filter(category=None).exists()
    assert Shop.objects.filter(gifting=False).exists()
    for handle in ("moissanite-ring", "pingan-necklace", "tea-course"):
        assert Product.objects.get(handle=handle).gift_refusal().code == "category-excluded"
    assert Product.objects.get(handle="jewellery-box").gift_refusal() is None


def test_it_fills_shops_and_every_department(demo):
    assert Shop.objects.exclude(code__in=ENGLISH).count() >= 7
    assert chinese_goods().count() >= 66
    assert len(set(chinese_goods().values_list("title", flat=True))) == chinese_goods().count()
    for root in Category.objects.filter(depth=1):
        assert Product.objects.filter(category__path__startswith=root.path).exists(), root.slug
    assert Product.objects.filter(option_names__len=2).count() >= 3
    assert (
        Variant.objects.filter(compare_at_fen__isnull=False).exclude(product__shop__code__in=ENGLISH).count()
        >= 10
    )
    assert chinese_goods().exclude(variants__stock__gt=0).exists()
    assert Variant.objects.filter(product__in=chinese_goods(), stock=0).count() >= 5
    assert Variant.objects.filter(product__in=chinese_goods(), stock__range=(1, 10)).count() >= 10


def test_the_newest_goods_are_of_many_shops(demo):
    assert len({product.shop_id for product in Product.objects.order_by("-pk")[:8]}) == 8


@pytest.mark.parametrize("occasion", Occasion)
def test_every_occasion_has_goods_to_give(demo, occasion):
    suited = Product.objects.filter(occasions__contains=[occasion.value])
    assert suited.filter(variants__in=Variant.objects.giftable()).distinct().count() >= 6


def test_every_product_has_a_drawing_of_its_own(demo):
    drawn = {product.handle: goods.drawings(product.handle) for product in chinese_goods()}
    assert [handle for handle, files in drawn.items() if not files] == []
    used = [file for files in drawn.values() for file in files]
    assert sorted(used) == sorted(goods.HERE.joinpath("pictures").iterdir())
    assert len({file.read_bytes() for file in used}) == len(used)
    assert sum(len(files) > 1 for files in drawn.values()) >= 15


def test_its_drawings_are_small_squares_that_decode(demo):
    for file in goods.HERE.joinpath("pictures").iterdir():
        assert file.stat().st_size <= 60_000, file.name
        with Image.open(file) as picture:
            picture.load()
            assert picture.size == (1000, 1000)


def test_a_shop_has_a_sign_and_boxes_of_its_own(demo):
    shop = Shop.objects.get(code="tea-house")
    shapes = [(shop.logo, (256, 256))] + [(cover.file, (800, 640)) for cover in shop.covers.all()]
    for file, size in shapes:
        assert file.size <= 60_000, file.name
        with file.open() as stored, Image.open(stored) as picture:
            picture.load()
            assert (picture.format, picture.size) == ("JPEG", size)
    assert len(shapes) == 3
    drawn = [file for folder in ("logos", "covers") for file in goods.HERE.joinpath(folder).iterdir()]
    assert len(drawn) == len(shapes)
    assert covers(shop)[:2] == list(shop.covers.all())


def test_a_look_shows_its_own_picture(demo):
    roses = Variant.objects.filter(product__handle="rose-bouquet").select_related("picture")
    assert len({rose.picture.file.name for rose in roses}) == len(roses) == 3
    bears = Variant.objects.filter(product__handle="linen-bear")
    assert len({bear.picture_id for bear in bears}) == 2  # two colours in two sizes
    assert set(Variant.objects.filter(product__handle="cashews").values_list("picture", flat=True)) == {None}


def test_its_gifts_and_orders_are_in_every_state(demo):
    assert set(Gift.objects.values_list("state", flat=True)) == set(Gift.State.values)
    assert set(Order.objects.values_list("state", flat=True)) == set(Order.State.values)
    own = Order.objects.filter(kind=Order.Kind.OWN)
    assert set(own.values_list("state", flat=True)) == set(Order.State.values) - {"awaiting_acceptance"}
    pending = Gift.objects.filter(state=Gift.State.PENDING)
    assert pending.filter(contact=None).exists() and pending.exclude(contact=None).exists()
    assert Gift.objects.filter(state=Gift.State.ACCEPTED, recipient=None).exists()
    assert set(Gift.objects.values_list("cover", flat=True)) == {"classic", *Occasion.values}
    mine = Counter(Gift.objects.filter(giver__email="mei@example.com").values_list("state", flat=True))
    assert set(mine) == set(Gift.State.values)


def test_its_people_quarrel_in_every_way_that_there_is_to_look_at(demo):
    shown = set(AfterSale.objects.values_list("state", flat=True))
    assert shown == set(AfterSale.State.values) - {"withdrawn", "closed"}


def test_the_books_are_right_whatever_its_people_did(demo):
    call_command("check_ledger", stdout=StringIO())


@pytest.mark.parametrize("name", SHOPPERS)
def test_no_list_of_its_shoppers_is_empty(demo, name):
    user = User.objects.get(email=f"{name}@example.com")
    assert user.addresses.exists()
    assert contacts(user).exists()
    assert Order.objects.filter(owner=user).exists()
    assert Gift.objects.filter(giver=user).exists()
    assert Gift.objects.filter(recipient=user).exists()
    assert 1 <= user.notifications.unread().count() <= 3


def test_showcases_stand_on_the_board_with_visits_and_a_showcase_price(demo):
    board = Showcase.objects.filter(rank__isnull=False).order_by("rank")
    assert [showcase.rank for showcase in board] == [1, 2, 3, 4]
    first = board[0]
    assert first.promoter.user.email == "lin@example.com"
    assert first.banner and first.slots.count() == 4 and first.influence > board[1].influence > 0
    assert LinkDay.objects.filter(link=first.link).count() == 14
    assert first.link.orders.filter(order__paid_at__isnull=False).exists()
    special = [v.special_price_fen for slot in first.slots.all() for v in slot.product.variants.all()]
    assert any(special)


def test_somebody_shares_and_earns(demo):
    lin = User.objects.get(email="lin@example.com")
    assert ShareLink.objects.filter(sharer__user=lin, product__isnull=False).count() >= 3
    assert Order.objects.filter(splits__payee_key__endswith=str(lin.pk)).exists()


def test_its_people_can_log_in_with_the_printed_password(demo, client):
    printed = load("--if-empty")
    for name in (*SHOPPERS, "owner", "operator"):
        assert f"{name}@example.com" in printed
        assert User.objects.get(email=f"{name}@example.com").check_password("giftshop-demo")
    assert Staff.objects.filter(user__email="owner@example.com", role="owner").count() == Shop.objects.count()


def test_a_second_start_leaves_everything_as_it_is(demo):
    with transaction.atomic():
        Product.objects.update(title="Mine")
        assert "mei@example.com" in load("--if-empty")  # the logins are printed at every start
        assert not Product.objects.exclude(title="Mine").exists()
        transaction.set_rollback(True)


def test_loading_it_again_makes_no_duplicates(demo):
    models = [User, Shop, ShopCover, Product, Variant, Gift, Order, ShareLink]
    before = [model.objects.count() for model in models]
    load()
    assert before == [model.objects.count() for model in models]
