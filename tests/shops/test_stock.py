import threading
import time

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


def test_a_batch_locks_by_primary_key_so_that_two_batches_queue_and_do_not_deadlock(committed_db):
    first, second = a_product(prices=[100, 200], stock=5).variants.order_by("pk")
    stock.take(
        first.pk, 1
    )  # the new version of the row lies behind the second one: a plain scan meets that first

    def put_back():
        stock.put_back({second.pk: 1, first.pk: 1})
        connection.close()

    batch = threading.Thread(target=put_back)
    with transaction.atomic():
        locked = Variant.objects.select_for_update(no_key=True, nowait=True)
        locked.get(pk=first.pk)
        batch.start()
        wait_until_somebody_waits_for_a_lock()
        locked.get(pk=second.pk)  # still free: the batch waits for the first before it touches the second
    batch.join(10)
    assert (left(first), left(second)) == (5, 6)


def wait_until_somebody_waits_for_a_lock():
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()"
    for _try in range(200):
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")


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
