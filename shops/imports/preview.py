"""What a file would change, told before anything is written."""

from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from giftshop.money import yuan
from shops.imports import rows
from shops.imports.drafts import drafts
from shops.imports.report import Report
from shops.models import Product

SHOWN = 200  # changes that are listed; the others are counted


@dataclass
class Preview:
    """`changes` are lines of words, each about one product."""

    new: int = 0
    changed: int = 0
    same: int = 0
    changes: list[str] = field(default_factory=list)


def preview(shop, data):
    """(how many products the file has, a Preview as JSON, the refused rows). Raises FileRefused."""
    report, found = Report(), Preview()
    wanted = list(drafts(rows.read(rows.decode(data)), report))
    handles = [draft.handle for draft in wanted]
    known = Product.objects.filter(shop=shop, handle__in=handles).prefetch_related("variants").in_bulk()
    by_handle = {product.handle: product for product in known.values()}
    for draft in wanted:
        _compare(draft, by_handle.get(draft.handle), found)
    refused = [vars(row) | {"words": str(row)} for row in sorted(report.refused, key=lambda row: row.line)]
    return len(wanted), asdict(found), refused


def _compare(draft, product, found):
    if product is None:
        found.new += 1
        return
    changes = [*_of_product(draft, product), *_of_variants(draft, product)]
    if not changes:
        found.same += 1
        return
    found.changed += 1
    if len(found.changes) < SHOWN:
        found.changes.append(f"{product.title}: {'; '.join(changes)}")


def _of_product(draft, product):
    if draft.title != product.title:
        yield _change(_("title"), product.title, draft.title)
    if draft.on_shelf != product.on_shelf:
        yield _("goes on the shelf") if draft.on_shelf else _("goes off the shelf")


def _of_variants(draft, product):
    existing = {tuple(variant.option_values): variant for variant in product.variants.all()}
    for values, wanted in draft.variants.items():
        variant = existing.get(values)
        if variant is None:
            yield _("new: %s") % (wanted.name or yuan(wanted.price_fen))
            continue
        if wanted.price_fen != variant.price_fen:
            yield _change(f"{wanted.name} {_('price')}", yuan(variant.price_fen), yuan(wanted.price_fen))
        if wanted.stock not in {None, variant.stock}:
            yield _change(f"{wanted.name} {_('stock')}", variant.stock, wanted.stock)
    if draft.whole:
        for values, variant in existing.items():
            if variant.on_shelf and values not in draft.variants:
                yield _("%s goes off the shelf") % variant.name


def _change(what, before, after):
    return f"{what.strip()} {before} → {after}"
