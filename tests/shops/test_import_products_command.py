from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from shops.models import Product
from tests.shops.goods import a_csv, a_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    def write(*rows, **options):
        path = tmp_path / "goods.csv"
        path.write_bytes(a_csv(*rows, **options))
        return str(path)

    return write


def run(*arguments):
    out = StringIO()
    call_command("import_products", *arguments, stdout=out)
    return out.getvalue()


def test_it_says_what_it_did_and_what_it_could_not_place(file):
    a_shop()
    out = run("--shop", "tea-house", file("thing,Whatsit,Title,Default Title,4,5"))
    assert Product.objects.count() == 1
    assert "Whatsit (thing)" in out


def test_refused_rows_are_told_with_line_and_column_and_end_in_an_error(file, capsys):
    a_shop()
    path = file("cup,Cup,Title,Default Title,4,cheap", "tea,Tea,Title,Default Title,4,5")
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_products", "--shop", "tea-house", path, stdout=out)
    assert error.value.returncode == 1
    assert "2" in out.getvalue()
    assert "Variant Price" in out.getvalue()
    assert "cheap" in out.getvalue()
    assert Product.objects.get().handle == "tea"


@pytest.mark.parametrize(
    "arguments", [["--shop", "nowhere"], ["--shop", "tea-house", "--category", "nothing"]]
)
def test_an_unknown_shop_or_category_is_an_error_that_names_the_known_ones(arguments, file):
    a_shop()
    with pytest.raises(CommandError, match="tea"):
        run(*arguments, file())


@pytest.mark.parametrize("path", ["/nonexistent.csv", "/"])
def test_a_file_that_cannot_be_read_is_an_error(path):
    a_shop()
    with pytest.raises(CommandError):
        run("--shop", "tea-house", path)


def test_an_empty_file_is_an_error(tmp_path):
    a_shop()
    tmp_path.joinpath("empty.csv").touch()
    with pytest.raises(CommandError, match="empty.csv"):
        run("--shop", "tea-house", str(tmp_path / "empty.csv"))


def test_pictures_that_cannot_be_fetched_are_listed_and_are_no_error(file):
    a_shop()
    path = file("tea,Tea,5,http://127.0.0.1/tea.jpg", header="Handle,Title,Variant Price,Image Src")
    assert "http://127.0.0.1/tea.jpg" in run("--shop", "tea-house", path)
