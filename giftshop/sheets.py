"""Files that spreadsheets open: what begins like a formula is told to be text, and read back without the mark."""

import csv
import re

from django.http import HttpResponse

FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
MARKED = re.compile(r"'[=+\-@\t\r]")


def safe(value):
    text = str(value)
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def plain(text):
    return text[1:] if MARKED.match(text) else text


def answer(name, rows):
    """A download of `rows`. The mark at the start tells Excel that it is UTF-8."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
    csv.writer(response).writerows([safe(cell) for cell in row] for row in rows)
    return response
