"""From the bytes of a file to rows with line numbers."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from giftshop.sheets import plain
from shops.imports.report import Broken, FileRefused

MAX_FILE = 64 * 1024 * 1024
MAX_HEADER_SHOWN = 120
REQUIRED = ("Handle", "Title", "Variant Price")

# The module's limit would end the whole file at a huge cell; cells have their own limits, which refuse one row.
csv.field_size_limit(MAX_FILE)


@dataclass(frozen=True)
class Row:
    """`line` is the physical line on which the row begins; `cells` maps the header's words to stripped text."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column):
        return self.cells.get(column, "")


def decode(data: bytes) -> str:
    """UTF-8 with or without a byte order mark, UTF-16 with one, or GBK. Raises FileRefused."""
    if len(data) > MAX_FILE:
        raise FileRefused(_("The file is larger than %d MB.") % (MAX_FILE // 1024 // 1024))
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(_("The file is neither UTF-8 nor GBK text. Please save it as CSV in UTF-8."))


def read(text: str):
    """Yield (line, Row or Broken) for every row below the header. Raises FileRefused for a wrong header."""
    raw = _records(io.StringIO(text, newline="").readlines())
    header = _header(next(raw, None))
    for line, record in raw:
        if isinstance(record, Broken):
            yield line, record
        elif any(cell.strip() for cell in record):
            yield line, _row(line, header, record)


def with_words(data, refused):
    """The header and the `refused` rows of the file as they were; the first cell says what is wrong."""
    raw = list(_records(io.StringIO(decode(data), newline="").readlines()))
    words = {row["line"]: row["words"] for row in refused}
    yield [_("what is wrong"), *raw[0][1]]
    for line, record in raw[1:]:
        if line in words:
            yield [words[line], *([] if isinstance(record, Broken) else record)]


def _header(first):
    if first is None:
        raise FileRefused(_("The file is empty."))
    _line, record = first
    if isinstance(record, Broken):
        raise FileRefused(_("The header cannot be read: %s") % record.message)
    header = [cell.strip() for cell in record]
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        found = ", ".join(header)[:MAX_HEADER_SHOWN].replace("\0", "")
        raise FileRefused(
            _("This is not a Shopify product CSV: its header lacks %(missing)s. It begins: %(found)s")
            % {"missing": ", ".join(missing), "found": found}
        )
    named = [column for column in header if column]
    twice = sorted({column for column in named if named.count(column) > 1})
    if twice:
        raise FileRefused(_("The header names a column twice: %s") % ", ".join(twice))
    return header


def _row(line, header, record):
    if len(record) > len(header):
        return Broken(
            _("has %(found)d cells where the header has %(expected)d")
            % {"found": len(record), "expected": len(header)}
        )
    cells = dict(zip(header, record, strict=False))
    for column, cell in cells.items():
        if "\0" in cell:
            return Broken(_("contains a NUL character"), column)
    return Row(line, {column: plain(cell.strip()) for column, cell in cells.items()})


def _records(lines):
    """(line, cells or Broken). After a row that cannot be read, reading begins anew on the line below its first."""
    start = 0
    while start < len(lines):
        begin = start
        reader = csv.reader(lines[begin:], strict=True)
        try:
            for record in reader:
                yield start + 1, record
                start = begin + reader.line_num
            return
        except csv.Error as error:
            yield start + 1, Broken(_("the row cannot be read (%s); is a quote missing?") % error)
            start += 1
