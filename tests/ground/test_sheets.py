"""What leaves as a table does nothing in the spreadsheet that opens it."""

import csv
from io import StringIO

import pytest

from giftshop import sheets


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "＝1+1", '=HYPERLINK("x")']
)
def test_a_formula_is_shown_and_not_worked_out(cell):
    assert sheets.safe(cell) == f"'{cell}"
    assert sheets.plain(sheets.safe(cell)) == cell
    (row,) = csv.reader(StringIO(sheets.text([[cell]]), newline=""))
    assert row == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["", "罐装", "A=1", "-12.30", "-7", 12, "张三 - 李四"])
def test_words_and_amounts_stay_as_they_are(cell):
    assert sheets.safe(cell) == sheets.plain(str(cell)) == str(cell)


@pytest.mark.parametrize("cell", ["SF123", " 'SF123", '="SF123"', "SF123 "])
def test_a_cell_is_read_as_it_was_meant(cell):
    assert sheets.written(cell) == "SF123"


def test_a_file_begins_with_the_mark_of_its_encoding():
    answer = sheets.answer("a.csv", [["茶"]])
    assert answer.content.decode("utf-8") == "\ufeff茶\r\n"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a.csv"'
