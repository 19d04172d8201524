"""Tables that leave as files: a spreadsheet that opens one must never run what somebody else typed into a cell. What
begins like a formula is told to be text, and read back without the mark.
"""

import base64
import csv
import io
import re

from django.http import HttpResponse

BOM = "\ufeff"  # tells Excel that it is UTF-8
# What a spreadsheet reads as the beginning of a formula, in half and full width, and what makes it look further.
BEGINS = r"(?:[\t\r\n]|\s*[=+\-@＝＋－＠])"
FORMULA, MARKED = re.compile(BEGINS), re.compile("'" + BEGINS)
AMOUNT = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)


def safe(cell):
    """`=1+1` → `'=1+1`, which is shown and not worked out; amounts stay amounts, `-12.30` too."""
    text = str(cell)
    return f"'{text}" if FORMULA.match(text) and not AMOUNT.fullmatch(text) else text


def plain(text):
    """What `safe` was given."""
    return text[1:] if MARKED.match(text) else text


def written(cell):
    """What somebody meant who typed `'007` or `="007"`, so that a spreadsheet leaves it alone."""
    cell = cell.strip()
    quoted = re.fullmatch(r'="(.*)"', cell)
    return (quoted[1] if quoted else cell.removeprefix("'")).strip()


def text(rows):
    """`rows` as CSV, every cell made safe."""
    file = io.StringIO()
    csv.writer(file).writerows([safe(cell) for cell in row] for row in rows)
    return file.getvalue()


def answer(name, rows):
    """`rows` to download as the file `name`."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(BOM + text(rows), content_type="text/csv; charset=utf-8", headers=headers)


def address(rows):
    """`rows` as the address of a link to download: they are part of the page and kept nowhere."""
    return "data:text/csv;charset=utf-8;base64," + base64.b64encode((BOM + text(rows)).encode()).decode()
