"""What several shops sell their goods in, or lay beside them. It stands with its foot at x, y unless said."""

import random

from drawings.kit import (
    across,
    down,
    gleam,
    label,
    line,
    oval,
    path,
    put,
    shadow,
    slab,
    tint,
)


def tin(x, y, width, height, colour, lid=None, lid_height=26):
    """A round tin with its lid on."""
    lid, rx = lid or tint(colour, -0.25), width / 2
    ry = rx * 0.16
    foot, top = y - ry, y - height
    body = f"M{x - rx} {top}V{foot}A{rx} {ry} 0 0 0 {x + rx} {foot}V{top}z"
    cap = f"M{x - rx - 3} {top}V{top + lid_height}A{rx + 3} {ry} 0 0 0 {x + rx + 3} {top + lid_height}V{top}z"
    return (
        shadow(x + 10, y - 2, rx * 1.35)
        + path(body, across(colour))
        + path(cap, across(lid))
        + oval(x, top, rx + 3, ry, tint(lid, 0.18))
        + oval(x, top, rx - 8, ry * 0.74, tint(lid, 0.3))
    )


def jar(x, y, width, height, content, lid="#e9dcc3", level=0.16):
    """A glass jar, filled; `level` is the part of its height that stays empty."""
    left, top, neck = x - width / 2, y - height, width * 0.4
    full = top + height * level
    glass = f"M{left + 16} {top + 18}Q{left} {top + 24} {left} {top + 46}V{y - 22}Q{left} {y} {left + 22} {y}H{left + width - 22}"
    glass += f"Q{left + width} {y} {left + width} {y - 22}V{top + 46}Q{left + width} {top + 24} {left + width - 16} {top + 18}z"
    inner = f"M{left + 7} {full}H{left + width - 7}V{y - 24}Q{left + width - 7} {y - 7} {left + width - 24} {y - 7}H{left + 24}"
    inner += f"Q{left + 7} {y - 7} {left + 7} {y - 24}z"
    return (
        shadow(x + 10, y - 2, width * 0.68)
        + path(glass, "#ffffff", fill_opacity=0.55)
        + path(inner, across(content))
        + slab(x - neck, top, neck * 2, 24, across(lid), 6)
        + gleam(f"M{left + 16} {top + 50}V{y - 40}", 8, 0.5)
    )


def pouch(x, y, width, height, colour, band=None):
    """A bag that stands by itself, closed at its top."""
    left, right, top = x - width / 2, x + width / 2, y - height
    body = f"M{left + 6} {top}H{right - 6}Q{right - 8} {y - height * 0.5} {right + 6} {y - 16}Q{right + 4} {y} {right - 16} {y}"
    body += f"H{left + 16}Q{left - 4} {y} {left - 6} {y - 16}Q{left + 8} {y - height * 0.5} {left + 6} {top}z"
    teeth = "".join(f"M{left + 14 + i * 10} {top + 4}v14" for i in range(int((width - 24) / 10) + 1))
    return (
        shadow(x + 10, y - 2, width * 0.72)
        + path(body, across(colour))
        + slab(left + 5, top, width - 10, 22, band or tint(colour, -0.2), 3)
        + line(teeth, tint(band or colour, 0.25), 2, stroke_opacity=0.6)
        + gleam(f"M{left + 18} {top + 44}Q{left + 24} {y - height * 0.45} {left + 14} {y - 40}", 8, 0.3)
    )


def bowl(x, y, width, colour, content="", rim=None):
    """A bowl; `content` is drawn around 0, 0 of its opening, between the far rim and the near one."""
    rx, height = width / 2, width * 0.42
    top, ry = y - height, rx * 0.24
    body = f"M{x - rx} {top}Q{x - rx * 0.9} {y - 8} {x - rx * 0.36} {y - 8}H{x + rx * 0.36}Q{x + rx * 0.9} {y - 8} {x + rx} {top}"
    near = f"{body}A{rx} {ry} 0 0 1 {x - rx} {top}z"
    foot = f"M{x - rx * 0.4} {y - 12}h{rx * 0.8}l-6 12h{-rx * 0.8 + 12}z"
    return (
        shadow(x + 8, y - 2, rx * 1.15)
        + path(foot, across(tint(colour, -0.12)))
        + oval(x, top, rx, ry, rim or tint(colour, -0.18))
        + put(content, x, top)
        + path(near, across(colour))
        + line(f"M{x - rx} {top}A{rx} {ry} 0 0 0 {x + rx} {top}", tint(colour, 0.3), 4)
    )


def plate(x, y, width, colour="#fffaf0"):
    rx = width / 2
    return (
        shadow(x + 6, y + 8, rx * 1.12, rx * 0.22)
        + oval(x, y, rx, rx * 0.23, across(tint(colour, -0.06)))
        + oval(x, y - 4, rx, rx * 0.22, colour)
        + oval(x, y - 3, rx * 0.72, rx * 0.14, tint(colour, -0.06))
    )


def case(x, y, width, height, colour, ribbon=None, lid=0.3):
    """A gift case seen from the front; its lid is the upper part."""
    left, top, cap = x - width / 2, y - height, height * lid
    band = ""
    if ribbon:
        band = slab(x - 11, top, 22, height, across(ribbon), 0) + bow(x, top + 2, ribbon)
    return (
        shadow(x + 10, y - 1, width * 0.62)
        + slab(left, top + cap - 6, width, height - cap + 6, across(colour), 8)
        + slab(left - 6, top, width + 12, cap, across(tint(colour, 0.08)), 7)
        + slab(left, top + cap, width, 7, tint(colour, -0.3), 0, fill_opacity=0.5)
        + band
    )


def tray(x, y, width, height, colour, content, inside="#fff4e0"):
    """An open flat box seen from above; `content` is drawn around the middle of it."""
    left, top = x - width / 2, y - height / 2
    return (
        slab(left + 8, top + 16, width, height, "#5a2d10", 14, fill_opacity=0.16)
        + slab(left, top, width, height, down(colour), 14)
        + slab(left + 12, top + 12, width - 24, height - 24, inside, 8)
        + put(content, x, y)
    )


def bow(x, y, colour="#f2c66d", size=1.0):
    dark = tint(colour, -0.22)
    return put(
        path("M-3 2L-26 34 -12 30 -6 40 4 4zM3 2L26 34 12 30 6 40-4 4z", dark)
        + path("M0 0C-26 6-46-6-40-22C-34-36-8-24 0 0C8-24 34-36 40-22C46-6 26 6 0 0z", colour)
        + path("M-6-4C-18-4-30-10-28-18C-24-24-10-16-6-4zM6-4C18-4 30-10 28-18C24-24 10-16 6-4z", dark)
        + oval(0, -1, 8, 8, tint(colour, 0.15)),
        x,
        y,
        size,
    )


def bottle(x, y, width, height, colour, cap="#f4ead8", neck=0.3, cap_height=34):
    left, top, half = x - width / 2, y - height, width * neck
    body = f"M{x - half} {top + cap_height - 4}V{top + cap_height + 6}Q{left} {top + cap_height + 12} {left} {top + cap_height + 40}"
    body += (
        f"V{y - 12}Q{left} {y} {left + 14} {y}H{left + width - 14}Q{left + width} {y} {left + width} {y - 12}"
    )
    body += f"V{top + cap_height + 40}Q{left + width} {top + cap_height + 12} {x + half} {top + cap_height + 6}V{top + cap_height - 4}z"
    return (
        shadow(x + 8, y - 2, width * 0.7)
        + path(body, across(colour))
        + slab(x - half - 3, top, half * 2 + 6, cap_height, across(cap), 6)
        + gleam(f"M{left + 14} {top + cap_height + 46}V{y - 30}", 7, 0.4)
    )


def cup(x, y, width, height, colour, drink=None, handle=True):
    rx, top = width / 2, y - height
    ry = rx * 0.2
    body = f"M{x - rx} {top}L{x - rx * 0.86} {y - 20}Q{x - rx * 0.8} {y} {x - rx * 0.5} {y}H{x + rx * 0.5}Q{x + rx * 0.8} {y} {x + rx * 0.86} {y - 20}L{x + rx} {top}z"
    ear = f"M{x + rx - 4} {top + height * 0.22}q{rx * 0.62} {-height * 0.04} {rx * 0.56} {height * 0.26}t{-rx * 0.66} {height * 0.24}"
    return (
        shadow(x + 10, y - 1, rx * 1.3)
        + (line(ear, tint(colour, -0.1), 14) if handle else "")
        + path(body, across(colour))
        + oval(x, top, rx, ry, tint(colour, -0.1))
        + oval(x, top + 2, rx - 7, ry - 3, drink or tint(colour, -0.22))
    )


def steam(x, y, colour="#ffffff"):
    return line(
        f"M{x - 22} {y}c-12-16 12-24 0-42M{x} {y - 6}c-12-16 12-24 0-42M{x + 22} {y}c-12-16 12-24 0-42",
        colour,
        6,
        stroke_opacity=0.7,
    )


def book(x, y, width, thick, colour, pages="#fdf6e6"):
    """Lying flat, its spine to the left."""
    left, top = x - width / 2, y - thick
    lines = "".join(
        f"M{left + 16} {top + 9 + i * 5}H{left + width - 4}" for i in range(max(1, int((thick - 14) / 5)))
    )
    return (
        slab(left, top, width, thick, across(colour), 7)
        + path(
            f"M{left + 14} {top + 6}H{left + width}V{y - 6}H{left + 14}Q{left + 6} {top + thick / 2} {left + 14} {top + 6}z",
            pages,
        )
        + line(lines, tint(pages, -0.12), 1.5)
    )


def standing_book(x, y, width, height, colour, thick=22):
    """A book that stands, its cover towards us, its pages to the right."""
    left, top = x - width / 2, y - height
    pages = path(
        f"M{left + width} {top + 6}L{left + width + thick} {top + 14}V{y - 10}L{left + width} {y}z", "#f4ead6"
    )
    lines = "".join(
        f"M{left + width + 3 + i * 5} {top + 10 + i * 2}V{y - 4 - i * 2}" for i in range(int(thick / 5))
    )
    hinge = line(f"M{left + 16} {top}V{y}", tint(colour, -0.2), 3)
    return (
        shadow(x + 16, y - 1, width * 0.66)
        + pages
        + line(lines, "#dccdb0", 1.4)
        + slab(left, top, width, height, across(colour), 6)
        + hinge
    )


def scatter(each, places, seed=7):
    """`each(turn)` at the places (x, y, size), every time in the same disorder."""
    dice = random.Random(seed)  # noqa: S311
    return "".join(put(each(dice.randrange(360)), x, y, size) for x, y, size in places)


def heap(each, rows, gap_x, gap_y, size=1.0, seed=7):
    """`each(turn)` in a heap around 0, 0: `rows` says how many lie in each row, the lowest row last."""
    dice, drawn = random.Random(seed), []  # noqa: S311
    for row, count in enumerate(rows):
        for number in range(count):
            x = (number - (count - 1) / 2) * gap_x + dice.uniform(-4, 4)
            y = (row - len(rows) + 1) * gap_y + dice.uniform(-3, 3)
            drawn.append(put(each(dice.randrange(360)), round(x, 1), round(y, 1), size))
    return "".join(drawn)


def card(text, x, y, width=92, height=56, colour="#fffaf0", ink="#b4443a", turn=-6, size=20):
    return put(
        slab(-width / 2 + 3, -height / 2 + 5, width, height, "#5a2d10", 4, fill_opacity=0.16)
        + label(text, 0, 0, width, height, size, colour, ink),
        x,
        y,
        turn=turn,
    )
