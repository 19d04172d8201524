"""Bringing a catalogue in: each product in a transaction of its own, so that one cannot stop the others."""

from django.db import transaction
from django.utils.translation import gettext as _

from shops.imports import gallery, rows
from shops.imports.drafts import drafts
from shops.imports.placement import Placement
from shops.imports.report import Report
from shops.models import Category, Picture, Product, Shop, Variant
from shops.search import index

MAX_URL = 1000
SHOWN = 80  # characters of an address that the report repeats


def bring_in(*, shop: Shop, data: bytes, category: Category | None = None, pictures: bool = True) -> Report:
    """Create or update the products of a Shopify CSV in `shop`. Raises FileRefused if the file as a whole is wrong.

    Known products are updated by handle and variants by their option values. A variant that the file no longer has
    goes off the shelf; it is never deleted, since orders point at it. Without `category` the shipped map decides, for
    products that have none yet. Tags that name occasions (`birthday`, `Teachers' Day`, `春节`: occasions.toml) say what
    a product is given for; a file that names none leaves what the merchant chose.
    """
    report, placement = Report(), Placement()
    read = drafts(rows.read(rows.decode(data)), report)
    ids = [write(shop, draft, placement, report, category=category) for draft in read]
    if pictures:
        gallery.fetch_pictures(ids, report)
    return report


def write(shop, draft, placement, report, *, category=None):
    """Create or update the product of one draft, in one transaction; its pictures are not fetched. Its pk."""
    with transaction.atomic():
        product = _write_product(shop, draft, category or placement.place(draft.evidence), category, report)
        known = _write_pictures(product, draft, report)
        _write_variants(product, draft, known, report)
        index.mend([product.pk])
    if product.category_id is None:
        report.uncategorised.append(f"{product.title} ({product.handle})")
    return product.pk


def _write_product(shop, draft, place, chosen, report):
    fields = {
        "title": draft.title,
        "description": draft.description,
        "option_names": draft.option_names,
        "on_shelf": draft.on_shelf,
    }
    if draft.occasions:
        fields["occasions"] = draft.occasions
    product, created = Product.objects.select_for_update(no_key=True).get_or_create(
        shop=shop, handle=draft.handle, defaults={**fields, "category": place}
    )
    if created:
        report.created += 1
        return product
    for name, value in fields.items():
        setattr(product, name, value)
    if chosen or product.category_id is None:
        product.category = place
    product.save()
    report.updated += 1
    return product


def _write_pictures(product, draft, report):
    """Pictures by their URL, {url: pk}. Those the merchant uploaded stay; those the file lost are no longer shown."""
    existing = {picture.source_url: picture for picture in product.pictures.exclude(source_url="")}
    new, known = [], []
    for place, wanted in enumerate(draft.pictures.values(), start=1):
        if not _is_web_address(wanted.url):
            report.pictures_missing.append(f"{draft.handle}: {wanted.url[:SHOWN]} ({_('not a web address')})")
            continue
        picture = existing.get(wanted.url) or Picture(product=product, source_url=wanted.url)
        picture.position, picture.alt, picture.shown = wanted.position or place, wanted.alt, True
        (known if picture.pk else new).append(picture)
    Picture.objects.bulk_update(known, ["position", "alt", "shown"])
    Picture.objects.bulk_create(new)
    if draft.whole:
        gone = [picture.pk for url, picture in existing.items() if url not in draft.pictures]
        Picture.objects.filter(pk__in=gone).update(shown=False)
    return {picture.source_url: picture.pk for picture in [*known, *new]}


def _is_web_address(url):
    return len(url) <= MAX_URL and url.lower().startswith(("http://", "https://"))


def _write_variants(product, draft, pictures, report):
    # Locked before they are read: a sale in between must not be undone by writing back the stock that was read.
    locked = product.variants.select_for_update(no_key=True).order_by("pk")
    existing = {tuple(variant.option_values): variant for variant in locked}
    new, known = [], []
    for place, (values, wanted) in enumerate(draft.variants.items(), start=1):
        variant = existing.get(values) or Variant(product=product, option_values=wanted.option_values)
        _fill(variant, wanted, place, pictures)
        (known if variant.pk else new).append(variant)
    fields = ["name", "sku", "price_fen", "compare_at_fen", "stock", "position", "on_shelf", "picture"]
    Variant.objects.bulk_update(known, fields)
    Variant.objects.bulk_create(new)
    report.variants += len(new) + len(known)
    if draft.whole:
        gone = [variant.pk for values, variant in existing.items() if values not in draft.variants]
        report.off_shelf += Variant.objects.filter(pk__in=gone, on_shelf=True).update(on_shelf=False)


def _fill(variant, wanted, place, pictures):
    variant.name = wanted.name
    variant.sku = wanted.sku
    variant.price_fen = wanted.price_fen
    variant.compare_at_fen = wanted.compare_at_fen
    variant.position = place
    variant.on_shelf = True
    variant.picture_id = pictures.get(wanted.picture)
    if wanted.stock is not None:
        variant.stock = wanted.stock
