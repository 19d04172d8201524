import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shops.models import Product
from shops.search.finding import Search
from shops.search.suggestions import suggest
from tests.shops.goods import a_product

pytestmark = pytest.mark.django_db

ODD = [
    "",
    " ",
    "\0",
    "龙\0井",
    "'",
    "\\",
    "' | !'a",
    "a & !b:*",
    "%_%",
    "!!!",
    "🎁🎁",
    "龙" * 5_000,
    "lj " * 3_000,
    "a" * 10_000,
    "\u202e龙井",
    "e\u0301" * 50,
    "ﷺ" * 60,
    "𠀀𪚥㐂",
    "かきくけこ",
    "Ελληνικά",
    "<script>",
    "十百千万亿",
    "零〇两",
    "--; DROP TABLE",
    "\ud800",
    "１２３ＡＢＣ",
    "的",
    "了 的 送",
]


def ask(typed):
    search = Search(typed)
    return (
        list(search.products(Product.objects.visible())),
        list(search.neighbours(Product.objects.visible())),
        suggest(typed),
    )


@pytest.mark.parametrize("typed", ODD, ids=range(len(ODD)))
def test_odd_text_finds_something_or_nothing_but_breaks_nothing(typed):
    a_product(title="明前龙井 L'été 100%")
    ask(typed)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=80))
def test_any_text_may_be_typed(db, typed):
    ask(typed)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=255)
)
def test_any_title_may_be_written_and_is_found_by_its_beginning(db, title):
    product = a_product(title=title)
    try:
        if Search(title[:20]).query:
            assert product in Search(title[:20]).products(Product.objects.all())
    finally:
        product.variants.all().delete()
        product.delete()


def test_the_first_letter_of_the_next_word_is_enough():
    product = a_product(title="Apple iPhone 15 Pro")
    for typed in ["iphone 1", "pro apple i", "15 apple p"]:
        assert list(Search(typed).products(Product.objects.all())) == [product], typed


def test_width_case_and_controls_do_not_matter():
    product = a_product(title="明前龙井 Premium")
    for typed in ["ｌｏｎｇｊｉｎｇ", "LongJing", "龙\0井", "  龙井\t", "PRÉMIUM", "premium龙井"]:
        assert list(Search(typed).products(Product.objects.visible())) == [product]
