"""Money is an integer number of fen (CNY 0.01). Nothing here knows a float."""

import re
from decimal import Decimal

BPS = 10_000  # basis points in a whole


def share(fen, bps):
    """`bps` basis points of `fen`, rounded down to the fen."""
    return fen * bps // BPS


def percent(bps):
    """`755` → `7.55 %`."""
    return f"{bps / 100:g} %"


def yuan(fen):
    """`123456` → `¥1,234.56`; whole yuan lose their zeros (`¥88`)."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    whole, rest = divmod(fen, 100)
    return f"{sign}¥{whole:,}" + (f".{rest:02}" if rest else "")


def plain_yuan(fen):
    """`-1230` → `-12.30`, as forms and spreadsheets read it."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100}.{fen % 100:02}"


def parse_yuan(text):
    """`"12.30"` → 1230 fen. Raises ValueError on a sign, an exponent, or a fraction of a fen."""
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2}0*)?", text.strip(), re.ASCII):
        raise ValueError(f"not an amount in yuan: {text!r}")
    return int(Decimal(text.strip()) * 100)
