import pytest

from shops.models import Product
from shops.search.finding import Search
from tests.shops.search.conftest import rows

QUERIES = rows("queries.csv")
TOP = 3


@pytest.mark.parametrize("row", QUERIES, ids=[f"{row['kind']}: {row['query']}" for row in QUERIES])
def test_what_is_meant_is_among_the_first_three(catalogue, row):
    found = [product.title for product in Search(row["query"]).products(Product.objects.visible())[:TOP]]
    assert set(found) & set(row["expected"].split("|")), found
