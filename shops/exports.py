"""Goods as a file, in the format in which they are brought in."""

from giftshop.money import yuan

COLUMNS = [
    "Handle",
    "Title",
    "Body (HTML)",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Option2 Name",
    "Option2 Value",
    "Option3 Name",
    "Option3 Value",
    "Variant SKU",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Inventory Qty",
    "Image Src",
    "Image Position",
    "Image Alt Text",
]
OPTIONS = 3


def rows(products):
    """The header, then a row for each variant on the shelf and for each picture that came from an address."""
    yield COLUMNS
    for product in products.prefetch_related("variants", "pictures").iterator(chunk_size=200):
        for row in _rows(product):
            yield [row.get(column, "") for column in COLUMNS]


def _rows(product):
    variants = [_variant(product, variant) for variant in product.shelf]
    pictures = [_picture(p) for p in product.pictures.all() if p.shown and p.source_url]
    first = {
        "Title": product.title,
        "Body (HTML)": product.description,
        "Published": "true" if product.on_shelf else "false",
    }
    for number in range(max(len(variants), len(pictures))):
        row = {"Handle": product.handle} | (first if number == 0 else {})
        for parts in (variants, pictures):
            row |= parts[number] if number < len(parts) else {}
        yield row


def _variant(product, variant):
    row = {
        "Variant SKU": variant.sku,
        "Variant Price": _plain(variant.price_fen),
        "Variant Compare At Price": _plain(variant.compare_at_fen),
        "Variant Inventory Qty": variant.stock,
    }
    values = variant.option_values or ["Default Title"]
    for place, value in enumerate(values, start=1):
        row[f"Option{place} Value"] = value
        row[f"Option{place} Name"] = product.option_names[place - 1] if product.option_names else "Title"
    return row


def _plain(fen):
    return yuan(fen).removeprefix("¥").replace(",", "") if fen else ""


def _picture(picture):
    return {
        "Image Src": picture.source_url,
        "Image Position": picture.position,
        "Image Alt Text": picture.alt,
    }
