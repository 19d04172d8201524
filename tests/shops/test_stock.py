import threading

import pytest
from django.db import IntegrityError, connection, transaction

from shops import stock
from shops.models import Variant
from shops.refusals import OutOfStock
from tests.shops.goods import a_product, a_variant


def left(variant):
    return Variant.objects.get(pk=variant.pk).stock


@pytest.mark.django_db
def test_taking_leaves_the_rest():
    variant = a_variant(stock=5)
    stock.take(variant.pk, 2)
    assert left(variant) == 3


@pytest.mark.django_db
def test_taking_more_than_there_is_is_refused_and_changes_nothing():
    variant = a_variant(stock=1)
    with pytest.raises(OutOfStock):
        stock.take(variant.pk, 2)
    assert left(variant) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("quantity", [0, -1])
def test_taking_nothing_or_less_is_a_mistake(quantity):
    with pytest.raises(ValueError, match="at least 1"):
        stock.take(a_variant().pk, quantity)


@pytest.mark.django_db
def test_many_variants_come_back_in_one_statement(django_assert_num_queries):
    one, two = a_product(prices=[100, 200], stock=5).variants.all()
    with django_assert_num_queries(1):
        stock.put_back({two.pk: 3, one.pk: 1})
    assert (left(one), left(two)) == (6, 8)


@pytest.mark.django_db
def test_nothing_coming_back_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        stock.put_back({})


@pytest.mark.django_db
def test_an_unknown_variant_cannot_come_back():
    with pytest.raises(Variant.DoesNotExist):
        stock.put_back({0: 1})


@pytest.mark.django_db
@pytest.mark.parametrize("row", [{"stock": -1}, {"price_fen": 0}, {"compare_at_fen": 0}])
def test_the_database_itself_refuses_impossible_numbers(row):
    variant = a_variant()
    with pytest.raises(IntegrityError), transaction.atomic():
        Variant.objects.filter(pk=variant.pk).update(**row)


def test_of_many_who_want_the_last_units_as_many_get_one_as_there_are(committed_db):
    variant, got, refused = a_variant(stock=3), [], []

    def buy():
        try:
            with transaction.atomic():
                stock.take(variant.pk, 1)
            got.append(1)
        except OutOfStock:
            refused.append(1)
        finally:
            connection.close()

    run_at_once([buy] * 8)
    assert (len(got), len(refused), left(variant)) == (3, 5, 0)


def test_batches_that_share_variants_in_opposite_order_do_not_deadlock(committed_db):
    variants = a_product(prices=range(100, 120), stock=0).variants.all()
    forth = {variant.pk: 1 for variant in variants}
    back = dict(reversed(forth.items()))

    def put_back(quantities):
        try:
            for _round in range(20):
                stock.put_back(quantities)
        finally:
            connection.close()

    run_at_once([lambda: put_back(forth), lambda: put_back(back)] * 2)
    assert {left(variant) for variant in variants} == {80}


def run_at_once(jobs):
    errors, gate = [], threading.Barrier(len(jobs))

    def run(job):
        gate.wait()
        try:
            job()
        except Exception as error:  # a thread's exception would vanish with it
            errors.append(error)

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    [thread.start() for thread in threads]
    [thread.join(30) for thread in threads]
    assert errors == []
