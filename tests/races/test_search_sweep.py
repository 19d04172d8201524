"""A sweep that reads a product while somebody changes it must not take the change for read."""

from giftshop import deadlines
from shops.models import Product, StaleEntry
from shops.search.finding import Search
from tests.shops.goods import a_product
from tests.threads import together


def test_a_change_that_is_committed_while_a_sweep_runs_is_not_lost(committed_db):
    a_product(title="明前龙井")
    for title in ["盐焗腰果", "纸皮核桃", "手工月饼"]:
        changes = [lambda title=title, n=n: Product.objects.update(title=f"{title}{n}") for n in range(4)]
        outcomes = together(*changes, *[lambda: deadlines.run("shops.index")] * 4)
        assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
        deadlines.run("shops.index")
        assert not StaleEntry.objects.exists()
        last = Product.objects.get()
        assert list(Search(last.title).products(Product.objects.visible())) == [last]
