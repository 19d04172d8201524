"""One cell each: what is accepted, and the words for what is not. Everything here raises Broken."""

import re
import unicodedata

from django.utils.text import slugify
from django.utils.translation import gettext as _

from giftshop.money import parse_yuan, yuan
from shops.imports.report import Broken

MAX_PRICE_FEN = 100_000_000  # above ¥1,000,000 somebody mistook fen for yuan
MAX_STOCK = 999_999
MAX_BODY = 100_000
SHOWN = 40  # characters of a cell that a message repeats
YES, NO = {"true", "yes", "1", "active"}, {"false", "no", "0", "draft", "archived"}


def text(row, column, limit):
    value = unicodedata.normalize("NFC", row[column])
    if len(value) > limit:
        raise Broken(
            _("is too long: %(found)d characters, at most %(limit)d") % {"found": len(value), "limit": limit},
            column,
        )
    return value


def line_of_text(row, column, limit):
    """Text that stays on one line."""
    return " ".join(text(row, column, limit).split())


def handle(row):
    """NFKC, lower case, letters and digits of any script joined by hyphens: `明前 龙井` → `明前-龙井`."""
    value = slugify(text(row, "Handle", 255), allow_unicode=True)
    if not row["Handle"]:
        raise Broken(_("is missing"), "Handle")
    if not value:
        raise Broken(_("holds neither a letter nor a digit: %s") % shown(row["Handle"]), "Handle")
    return value[:255]


def price(row, column):
    """Yuan in the file → fen."""
    value = row[column]
    if not value:
        raise Broken(_("is missing"), column)
    try:
        fen = parse_yuan(value)
    except ValueError:
        raise Broken(
            _("is not an amount in yuan with at most two decimals: %s") % shown(value), column
        ) from None
    if fen > MAX_PRICE_FEN:
        raise Broken(
            _("%(price)s is above %(limit)s") % {"price": yuan(fen), "limit": yuan(MAX_PRICE_FEN)}, column
        )
    return fen


def sale_price(row):
    fen = price(row, "Variant Price")
    if fen == 0:
        raise Broken(_("must be above 0"), "Variant Price")
    return fen


def struck_price(row, price_fen):
    """The price struck through, or None unless it is above the price: a reduction that is none misleads."""
    column = "Variant Compare At Price"
    fen = price(row, column) if row[column] else 0
    return fen if fen > price_fen else None


def quantity(row):
    """Units in stock; None where the file says nothing."""
    value = row["Variant Inventory Qty"]
    if not value:
        return None
    if not re.fullmatch("[0-9]{1,9}", value) or int(value) > MAX_STOCK:
        raise Broken(
            _("is not a whole number from 0 to %(limit)d: %(value)s")
            % {"limit": MAX_STOCK, "value": shown(value)},
            "Variant Inventory Qty",
        )
    return int(value)


def position(row):
    value = row["Image Position"]
    if not value:
        return None
    if not re.fullmatch("[0-9]{1,4}", value):
        raise Broken(_("is not a whole number: %s") % shown(value), "Image Position")
    return int(value)


def flag(row, column, default):
    value = row[column].lower()
    if value and value not in YES | NO:
        raise Broken(_("is neither true nor false: %s") % shown(value), column)
    return value in YES if value else default


def shown(value):
    value = "".join(char if char.isprintable() else "?" for char in value)
    return f"“{value[:SHOWN]}…”" if len(value) > SHOWN else f"“{value}”"
