import pytest
from django.utils.translation import override

from shops.imports import occasions
from shops.imports.catalogue import bring_in
from shops.models import Product
from shops.occasions import Occasion
from tests.shops.goods import a_csv, a_shop

HEADER = "Handle,Title,Option1 Name,Option1 Value,Variant Inventory Qty,Variant Price,Tags"


def load(tags):
    row = f'tea,Tea,Title,Default Title,4,12.50,"{tags}"'
    bring_in(shop=a_shop(), data=a_csv(row, header=HEADER), pictures=False)
    return Product.objects.get()


@pytest.mark.parametrize("occasion", Occasion)
def test_its_code_and_its_label_in_both_languages_name_an_occasion(occasion):
    words = {occasion.value}
    for language in ("en", "zh-hans"):
        with override(language):
            words.add(str(occasion.label))
    for word in words:
        assert occasions.named(f"green, {word.upper()}") == [occasion.value], word


@pytest.mark.parametrize("tags", ["", "绿茶, 春茶", "birthday cake", "教师节快乐", ",,，"])
def test_other_tags_name_none(tags):
    assert occasions.named(tags) == []


def test_tags_may_be_separated_as_chinese_does_and_count_once():
    assert occasions.named("乔迁、生日，birthday；新居") == ["birthday", "home"]


@pytest.mark.django_db
def test_the_tags_say_what_a_product_is_given_for():
    assert load("绿茶, 教师节, 感谢").occasions == ["thanks", "teacher"]


@pytest.mark.django_db
def test_a_later_file_replaces_them():
    load("绿茶, 教师节, 感谢")
    assert load("绿茶, 中秋").occasions == ["moon"]


@pytest.mark.django_db
def test_a_file_that_names_none_keeps_what_the_merchant_chose():
    load("绿茶")
    Product.objects.update(occasions=["home"])
    assert load("绿茶, 新品").occasions == ["home"]
