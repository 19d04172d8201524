import pytest

from shops.models import Product
from tests.shops.goods import a_product, a_shop

pytestmark = pytest.mark.django_db

EVIL = '<p onclick="x()">Tea<script>x()</script><img src=x onerror=x()><a href="javascript:x()">a</a></p>'
TAME = '<p>Tea<a rel="nofollow noopener noreferrer ugc">a</a></p>'


def test_saving_sanitises():
    product = a_product(description=EVIL)
    assert product.description == TAME
    assert Product.objects.get().description == TAME


def test_so_does_writing_in_bulk():
    Product.objects.bulk_create([Product(shop=a_shop(), handle="tea", title="Tea", description=EVIL)])
    assert Product.objects.get().description == TAME


def test_so_does_an_update():
    a_product()
    Product.objects.update(description=EVIL)
    assert Product.objects.get().description == TAME


def test_plain_formatting_stays():
    text = '<p><strong>Tea</strong></p><ul><li>West Lake</li></ul><a href="https://example.com/">more</a>'
    assert "<strong>Tea</strong>" in a_product(description=text).description
    assert 'href="https://example.com/"' in Product.objects.get().description
