import codecs

import pytest

from shops.imports import cells
from shops.imports.catalogue import bring_in
from shops.imports.report import FileRefused
from shops.models import Product, Variant
from tests.shops.goods import a_csv, a_shop

pytestmark = pytest.mark.django_db

GOOD = "tea,Tea,Title,Default Title,4,5"


def load(data):
    return bring_in(shop=a_shop(), data=data, pictures=False)


def refused(report):
    return [(row.line, row.column) for row in report.refused]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",Cup,Title,Default Title,4,5", "Handle"),
        ("!!!,Cup,Title,Default Title,4,5", "Handle"),
        ("cup,,Title,Default Title,4,5", "Title"),
        (f"cup,{'x' * 256},Title,Default Title,4,5", "Title"),
        ("cup,Cup,Title,Default Title,4,", "Variant Price"),
        ("cup,Cup,Title,Default Title,4,-5", "Variant Price"),
        ("cup,Cup,Title,Default Title,4,0", "Variant Price"),
        ("cup,Cup,Title,Default Title,4,5.001", "Variant Price"),
        ("cup,Cup,Title,Default Title,4,1e3", "Variant Price"),
        ("cup,Cup,Title,Default Title,4,¥5", "Variant Price"),
        ("cup,Cup,Title,Default Title,4,５", "Variant Price"),
        ("cup,Cup,Title,Default Title,4,NaN", "Variant Price"),
        ("cup,Cup,Title,Default Title,4,1000000.01", "Variant Price"),
        ("cup,Cup,Title,Default Title,4,99999999999999999999", "Variant Price"),
        ("cup,Cup,Title,Default Title,-1,5", "Variant Inventory Qty"),
        ("cup,Cup,Title,Default Title,1.5,5", "Variant Inventory Qty"),
        ("cup,Cup,Title,Default Title,many,5", "Variant Inventory Qty"),
        ("cup,Cup,Title,Default Title,1000000,5", "Variant Inventory Qty"),
        ("cup,Cup,Size,,4,5", "Option1 Value"),
        ("cup,Cup,,Small,4,5", "Option1 Value"),
        (f"cup,Cup,Size,{'x' * 101},4,5", "Option1 Value"),
        ("cup,C\0up,Title,Default Title,4,5", "Title"),
        ("cup,Cup,Title,Default Title,4,5,surplus", None),
        ('cup,"Cup,Title,Default Title,4,5', None),
        ('cup,"Cup"x,Title,Default Title,4,5', None),
    ],
)
def test_a_broken_row_is_named_by_line_and_column_and_the_good_ones_go_in(row, column):
    report = load(a_csv("jar,Jar,Title,Default Title,4,5", row, GOOD))
    assert refused(report) == [(3, column)]
    assert set(Product.objects.values_list("handle", flat=True)) == {"jar", "tea"}
    assert all(report.lines())


def test_a_broken_row_leaves_the_products_other_rows_in():
    report = load(a_csv("mug,Mug,Size,Small,4,5", "mug,,,Medium,4,cheap", "mug,,,Large,4,6"))
    assert refused(report) == [(3, "Variant Price")]
    assert list(Variant.objects.values_list("name", flat=True)) == ["Small", "Large"]


def test_a_broken_first_row_takes_its_product_with_it_and_says_so():
    report = load(a_csv("mug,Mug,Size,Small,4,cheap", "mug,,,Large,4,6", GOOD))
    assert refused(report) == [(2, "Variant Price"), (3, None)]
    assert "2" in report.refused[1].message
    assert Product.objects.get().handle == "tea"


def test_a_variant_twice_in_one_file_goes_in_once():
    report = load(a_csv("mug,Mug,Size,Small,4,5", "mug,,,Small,9,9"))
    assert refused(report) == [(3, "Option1 Value")]
    assert Variant.objects.get().price_fen == 500


def test_two_products_with_one_handle_are_not_mixed():
    report = load(a_csv("tea-pot,Tea Pot,Title,Default Title,4,5", "Tea Pot,Another,Title,Default Title,4,5"))
    assert refused(report) == [(3, "Title")]


def test_lines_are_counted_as_an_editor_counts_them():
    rows = ['mug,"A\nmug\nof two lines",Size,Small,4,5', "mug,,,Large,4,cheap"]
    assert refused(load(a_csv(*rows))) == [(5, "Variant Price")]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: text.encode("gbk"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "with a byte order mark", "gbk", "utf-16", "crlf", "cr"],
)
def test_files_come_in_many_shapes(encode):
    report = load(encode(a_csv("longjing,明前龙井,包装,罐装,4,5", "longjing,,,盒装,4,5").decode()))
    assert report.refused == []
    assert Product.objects.get().title == "明前龙井"
    assert list(Variant.objects.values_list("name", flat=True)) == ["罐装", "盒装"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        codecs.BOM_UTF8,
        b"name,price\nTea,5",
        b"Handle;Title;Variant Price\ntea;Tea;5",
        b"Handle,Title,Title,Variant Price\ntea,Tea,Tea,5",
        b'"Handle,Title,Variant Price\ntea,Tea,5',
        b"\x89PNG\r\n\x1a\n\0\0\0\xff\xff\xff",
        b"\xff\xfe\x00",
        b"\0" * 100,
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_whole(data):
    with pytest.raises(FileRefused) as refusal:
        load(data)
    assert "\0" not in str(refusal.value)


def test_a_huge_cell_is_one_broken_row():
    header = "Handle,Title,Body (HTML),Variant Price"
    huge = "x" * (cells.MAX_BODY + 1)
    report = load(a_csv(f"cup,Cup,{huge},5", f"tea,Tea,{huge[:-1]},5", header=header))
    assert refused(report) == [(2, "Body (HTML)")]


def test_more_rows_of_one_product_than_make_sense_are_refused():
    rows = [f"mug,,,Size {n},4,5" for n in range(600)]
    report = load(a_csv("mug,Mug,Size,Small,4,5", *rows))
    assert Variant.objects.count() == 500
    assert len(report.refused) == 101


def test_a_header_alone_is_an_empty_catalogue():
    assert list(load(a_csv()).lines())
    assert not Product.objects.exists()
