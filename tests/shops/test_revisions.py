from time import monotonic

from django.db import connection, transaction

from shops import revisions
from tests.shops.goods import a_product, a_shop
from tests.threads import OLDER_ENDS


def test_compacting_leaves_every_number_as_it_was(committed_db):
    teas = [a_product(f"tea-{n}", shop=a_shop(f"shop-{n}")) for n in range(3)]
    for tea in teas:
        tea.variants.update(price_fen=1)
    before = [revisions.of_catalogue(), *(revisions.of_product(tea.pk) for tea in teas)]
    deadline = monotonic() + OLDER_ENDS
    while not compacted() and monotonic() < deadline:
        revisions.compact()
        assert [revisions.of_catalogue(), *(revisions.of_product(tea.pk) for tea in teas)] == before
    assert compacted()


def compacted():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) = count(DISTINCT subject) FROM shops_revision")
        return cursor.fetchone()[0]


def test_a_change_that_is_rolled_back_changes_no_number(committed_db):
    tea = a_product()
    before = revisions.of_product(tea.pk)
    with transaction.atomic():
        tea.variants.update(price_fen=1)
        transaction.set_rollback(True)
    assert revisions.of_product(tea.pk) == before
