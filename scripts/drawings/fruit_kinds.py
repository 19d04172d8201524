"""Fruit, one of each, around 0, 0 or at x, y."""

from drawings.kit import ball, gleam, line, oval, path, put, tint, words
from drawings.plants import leaf


def peach(size=1.0, leaves=True):
    flesh = path(
        "M0-58C30-84 74-58 72-8C70 38 34 62 0 70C-34 62-70 38-72-8C-74-58-30-84 0-58z", ball("#f7a98f")
    )
    blush = path("M0-58C30-84 74-58 72-8C70 38 34 62 0 70C30 30 34-20 0-58z", "#ec6f74", fill_opacity=0.5)
    crease = line("M0-58C-18-30-20 20 0 64", "#d9606a", 3, stroke_opacity=0.5)
    top = leaf(4, -62, 66, -24) + leaf(-2, -62, 52, -158, "#8fb36a") if leaves else ""
    return put(
        flesh
        + blush
        + crease
        + gleam("M-48-26Q-46-46-30-52", 9, 0.5)
        + line("M0-58q2-12 8-18", "#7a5230", 6)
        + top,
        size=size,
    )


def cherry(x, y, radius=34, colour="#9e1b32"):
    return oval(x, y, radius, radius * 0.95, ball(colour)) + gleam(f"M{x - 16} {y - 8}q4-10 14-13", 5, 0.6)


def orange(x, y, radius=48, colour="#f28c1e"):
    pores = "".join(
        oval(x + dx, y + dy, 1.6, 1.6, tint(colour, -0.16))
        for dx, dy in [(-20, 14), (-6, 26), (14, 18), (24, 0), (4, 4), (-16, -4), (12, -18)]
    )
    return (
        oval(x, y, radius, radius * 0.95, ball(colour)) + pores + oval(x, y - radius * 0.84, 5, 3, "#6a7d34")
    )


def apple(size=1.0, colour="#d23b34", word=""):
    body = path("M0-46C22-66 66-54 64-6C62 40 30 62 0 54C-30 62-62 40-64-6C-66-54-22-66 0-46z", ball(colour))
    freckles = line("M-30-36Q-44-10-36 22M34-38Q48-10 38 26", tint(colour, 0.35), 3, stroke_dasharray="1 9")
    written = words(word, 0, 4, 40, "#ffe3b0") if word else gleam("M-40-20Q-38-34-24-38", 8, 0.5)
    return put(
        body + freckles + written + line("M0-44q0-16 9-24", "#6b4423", 6) + leaf(6, -56, 44, -14), size=size
    )


def grapes(x, y, rows=(4, 5, 4, 3, 2, 1), radius=20, colour="#b4c95c"):
    drawn = ""
    for row, count in enumerate(rows):
        for number in range(count):
            px, py = x + (number - (count - 1) / 2) * radius * 1.7, y + row * radius * 1.35
            drawn += oval(px, py, radius, radius * 1.1, ball(colour)) + gleam(
                f"M{px - 9} {py - 6}q2-6 7-8", 3.5, 0.6
            )
    stalk = line(f"M{x} {y - 14}V{y - 44}M{x - 26} {y - 44}H{x + 24}", "#8a6a3a", 7)
    return stalk + leaf(x + 8, y - 34, 70, 24, "#86a84f") + drawn
