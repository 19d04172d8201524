"""Rows of one handle become the draft of one product."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from shops.imports import cells, occasions
from shops.imports.report import Broken
from shops.models import Variant

OPTIONS = (1, 2, 3)
NO_OPTIONS = {"default title", "默认标题", "默认"}
MAX_ROWS = 500  # of one product
GOOGLE_COLUMNS = ("Product Category", "Google Shopping / Google Product Category")


@dataclass
class VariantDraft:
    option_values: list[str]
    sku: str
    price_fen: int
    compare_at_fen: int | None
    stock: int | None  # None: as it is
    picture: str

    @property
    def name(self):
        return Variant.name_of(self.option_values)


@dataclass
class PictureDraft:
    url: str
    position: int | None
    alt: str


@dataclass
class ProductDraft:
    handle: str
    title: str
    description: str
    option_names: list[str]
    on_shelf: bool
    occasions: list[str]  # what its tags say it is given for; empty: as it is
    evidence: dict[str, str]  # what the category is decided by
    variants: dict[tuple, VariantDraft] = field(default_factory=dict)
    pictures: dict[str, PictureDraft] = field(default_factory=dict)
    whole: bool = True  # no row of it was refused


def drafts(rows, report):
    """Yield the products of `rows`, (line, Row or Broken) pairs, in the order of the file; refuse the rest.

    A broken row is left out of its product, but a broken first row, which carries the title, takes its product with it.
    """
    groups, unreadable = _groups(rows, report)
    for handle, group in groups.items():
        draft = _draft(handle, group, report)
        if draft:
            draft.whole = draft.whole and not unreadable
            yield draft


def _groups(rows, report):
    """Rows by handle, and whether there were rows of which not even the handle is known."""
    groups, unreadable = {}, False
    for line, row in rows:
        try:
            if isinstance(row, Broken):
                raise row
            groups.setdefault(cells.handle(row), []).append(row)
        except Broken as broken:
            unreadable = True
            report.refuse(line, broken)
    return groups, unreadable


def _draft(handle, rows, report):
    first, *others = rows
    try:
        draft = _product(handle, first)
        _add(draft, first, is_variant=True)
    except Broken as broken:
        report.refuse(first.line, broken)
        reason = _("goes with line %d, the product's first row, which was refused") % first.line
        for row in others:
            report.refuse(row.line, Broken(reason))
        return None
    for row in others:
        try:
            _add_row(draft, row)
        except Broken as broken:
            draft.whole = False
            report.refuse(row.line, broken)
    return draft


def _product(handle, row):
    title = cells.line_of_text(row, "Title", 255)
    if not title:
        raise Broken(_("is missing in the product's first row"), "Title")
    return ProductDraft(
        handle=handle,
        title=title,
        description=cells.text(row, "Body (HTML)", cells.MAX_BODY),
        option_names=_option_names(row),
        on_shelf=cells.flag(row, "Published", True) and cells.flag(row, "Status", True),
        occasions=occasions.named(row["Tags"]),
        evidence={
            "google": next(filter(None, (row[column] for column in GOOGLE_COLUMNS)), ""),
            "type": row["Type"],
            "title": title,
            "tags": row["Tags"],
            "gender": row["Google Shopping / Gender"],
        },
    )


def _option_names(row):
    if row["Option1 Value"].lower() in NO_OPTIONS:
        return []
    names = [cells.line_of_text(row, f"Option{n} Name", 60) for n in OPTIONS]
    while names and not names[-1]:
        names.pop()
    if not all(names):
        raise Broken(_("is missing"), f"Option{names.index('') + 1} Name")
    return names


def _add_row(draft, row):
    if len(draft.variants) + len(draft.pictures) >= MAX_ROWS:
        raise Broken(_("the product has more than %d rows") % MAX_ROWS)
    title = cells.line_of_text(row, "Title", 255)
    if title and title != draft.title:
        raise Broken(_("another product has the handle “%s” already") % draft.handle, "Title")
    is_variant = any(row[column] for column in ("Option1 Value", "Variant Price", "Variant SKU"))
    if not is_variant and not row["Image Src"]:
        raise Broken(_("holds neither a variant nor a picture"))
    _add(draft, row, is_variant=is_variant)


def _add(draft, row, *, is_variant):
    """Both or neither: a row with a broken picture cell adds no variant."""
    picture = _picture(row)
    if is_variant:
        _add_variant(draft, row)
    if picture:
        draft.pictures[picture.url] = picture


def _add_variant(draft, row):
    values = _option_values(draft, row)
    if values in draft.variants:
        raise Broken(_("the product has this variant already"), "Option1 Value")
    price_fen = cells.sale_price(row)
    variant = VariantDraft(
        option_values=list(values),
        sku=cells.line_of_text(row, "Variant SKU", 100),
        price_fen=price_fen,
        compare_at_fen=cells.struck_price(row, price_fen),
        stock=cells.quantity(row),
        picture=row["Variant Image"],
    )
    draft.variants[values] = variant
    if variant.picture:
        draft.pictures.setdefault(variant.picture, PictureDraft(variant.picture, None, ""))


def _option_values(draft, row):
    values = []
    for n in OPTIONS:
        column = f"Option{n} Value"
        value = cells.line_of_text(row, column, 100)
        if n <= len(draft.option_names) and not value:
            raise Broken(_("is missing"), column)
        if n > len(draft.option_names) and value and value.lower() not in NO_OPTIONS:
            raise Broken(_("has a value, but the product has no such option"), column)
        if n <= len(draft.option_names):
            values.append(value)
    return tuple(values)


def _picture(row):
    url, place = row["Image Src"], cells.position(row)
    return PictureDraft(url, place, cells.line_of_text(row, "Image Alt Text", 1000)[:250]) if url else None
