"""A merchant's program counts while shoppers buy: nothing is sold twice, and nobody waits in a circle."""

from functools import partial
from random import Random

from django.db import transaction

from shops import counting, goods, pricing, stock
from shops.counting import Count
from shops.imports.catalogue import bring_in
from shops.models import Variant
from shops.pricing import Price
from shops.refusals import OutOfStock
from tests.shops.goods import a_csv
from tests.threads import count, together

BY = "application:1"


def sale(pk):
    with transaction.atomic():
        stock.take(pk, 1)


def left(pk):
    return Variant.objects.get(pk=pk).stock


def done(outcome):
    return [type(one).__name__ for one in outcome]


def test_changes_beside_sales_lose_nothing(committed_world):
    world = committed_world
    tin = world.variant()
    more = partial(counting.count, [Count(variant=tin.pk, change=3)], shop=world.shop, by=BY)
    outcomes = together(*[partial(sale, tin.pk)] * 30, *[more] * 10)
    sold = outcomes[:30].count(None)
    assert sold + count(outcomes[:30]).get("OutOfStock", 0) == 30
    assert left(tin.pk) == 10 + 30 - sold


def test_a_count_that_says_what_it_expects_brings_no_sold_unit_back(committed_world):
    world = committed_world
    tin = world.variant()
    stock.count(tin.pk, 50)
    for _ in range(5):
        before = left(tin.pk)
        fresh = [Count(variant=tin.pk, stock=before + 5, expected=before)]
        counted, *sales = together(
            partial(counting.count, fresh, shop=world.shop, by=BY), *[partial(sale, tin.pk)] * 3
        )
        assert sales == [None] * 3
        set_first = done(counted) == ["Variant"]
        assert left(tin.pk) == (before + 2 if set_first else before - 3)


def test_fewer_and_sales_never_go_below_zero(committed_world):
    world = committed_world
    tin = world.variant()
    fewer = partial(counting.count, [Count(variant=tin.pk, change=-2)], shop=world.shop, by=BY)
    outcomes = together(*[partial(sale, tin.pk)] * 8, *[fewer] * 8)
    taken = outcomes[:8].count(None) + 2 * sum(done(one) == ["Variant"] for one in outcomes[8:])
    assert left(tin.pk) == 10 - taken >= 0
    assert left(tin.pk) < 2
    assert all(isinstance(one, OutOfStock) for one in outcomes[:8] if one is not None)


def test_batches_in_any_order_queue_and_do_not_deadlock(committed_world):
    world, dice = committed_world, Random(4)
    products = [world.product(f"p{n}", f"P{n}", [("a", 100), ("b", 200)], stock=50) for n in range(8)]
    ids = list(Variant.objects.filter(product__in=products).values_list("pk", flat=True))

    def shuffled():
        return dice.sample(ids, len(ids))

    def counts():
        return [Count(variant=pk, change=1) for pk in shuffled()]

    def prices(fen):
        return [Price(variant=pk, columns={"price_fen": fen}) for pk in shuffled()]

    said = {"shop": world.shop, "by": BY}
    file = a_csv(*[f"p{n},P{n},包装,a,50,{n + 1}" for n in range(8)])
    jobs = [partial(counting.count, counts(), **said) for _ in range(8)]
    jobs += [partial(pricing.price, prices(fen), **said) for fen in range(300, 308)]
    jobs += [partial(goods.change_variant, pk, by=BY, price_fen=900) for pk in shuffled()[:8]]
    jobs += [partial(bring_in, shop=world.shop, data=file, pictures=False)] * 2
    jobs += [partial(sale, pk) for pk in shuffled()]
    raised = [one for one in together(*jobs) if isinstance(one, Exception)]
    assert not raised, raised
    for product in products:
        product.refresh_from_db()
        assert product.price_from_fen == min(v.price_fen for v in product.variants.filter(on_shelf=True))


def test_of_two_who_give_one_sku_or_handle_the_second_is_told(committed_world):
    world = committed_world
    one, two = world.variant("罐装"), world.variant("盒装")
    jobs = [partial(goods.change_variant, v.pk, by=BY, sku="T1") for v in (one, two)] * 2
    assert count(together(*jobs))["SkuTaken"] == 2
    assert Variant.objects.filter(sku="T1").count() == 1
    add = partial(goods.add, shop=world.shop, by=BY, handle="same", title="Same", variants=[])
    assert count(together(*[add] * 4)) == {"Product": 1, "HandleTaken": 3}
