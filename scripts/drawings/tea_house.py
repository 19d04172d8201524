"""茶语小铺: its sign, and the closed boxes of its own. Of a cover the middle is seen, 400 × 320 from y = 40 on."""

from drawings.kit import across, around, ball, down, line, oval, path, put, sheet, slab, tint, words
from drawings.plants import leaf
from drawings.things import steam

GOLD = "#e6c878"


def sprig(x, y, size=1.0, turn=0, colour="#7fa352"):
    leaves = [(64, -46, tint(colour, 0.12)), (60, -134, colour), (46, -90, tint(colour, 0.35))]
    return put("".join(leaf(0, 0, length, angle, shade) for length, angle, shade in leaves), x, y, size, turn)


def sign():
    """Cut to a square, shown small and round: little, and large."""
    return sheet(
        slab(0, 0, 400, 400, down("#35603f"), 0)
        + oval(200, 200, 168, fill="none", stroke=GOLD, stroke_width=7)
        + words("茶", 200, 222, 196, "#f8f1dc")
        + sprig(200, 112, 0.92, 0, "#9dbb68")
    )


def _terrace(top, colour, rows):
    """A hill and, along its slope, the rows of tea bushes."""
    slope = "M-20 {0}Q90 {1} 220 {2}T430 {3}"
    at = [top, top - 66, top - 14, top - 44]
    bushes = "".join(
        line(slope.format(*(y + 18 + 22 * row for y in at)), tint(colour, -0.22), 7, stroke_dasharray="1 13")
        for row in range(rows)
    )
    return path(slope.format(*at) + "V420H-20z", down(colour)) + bushes


def spring_hills():
    birds = line("M92 116q9-10 18 0q9-10 18 0M136 138q7-8 14 0q7-8 14 0", "#5d7f66", 3)
    sun = oval(292, 128, 40, fill=ball("#f3b76a"))
    mist = slab(-10, 214, 250, 13, "#ffffff", 7, fill_opacity=0.55) + slab(
        190, 238, 240, 11, "#ffffff", 6, fill_opacity=0.5
    )
    far = path("M-10 250Q60 150 130 204Q200 120 276 200Q330 160 410 216V420H-10z", "#b5d0b1")
    return sheet(
        slab(0, 0, 400, 400, down("#eef3dc"), 0)
        + sun
        + birds
        + far
        + mist
        + _terrace(286, "#8fb56a", 2)
        + _terrace(338, "#5f8f4f", 3)
        + sprig(62, 344, 1.0, 14, "#a9c870")
    )


def a_cup_of_tea():
    dots = around(28, 128, lambda x, y, _turn: oval(200 + x, 196 + y, 2.4, fill=GOLD))
    saucer = oval(200, 290, 104, 16, across("#d8cdb2")) + oval(200, 285, 104, 15, "#f8f1dc")
    cup = (
        path("M128 196H272Q270 262 230 282H170Q130 262 128 196z", across("#f8f1dc"))
        + oval(200, 196, 72, 15, "#e7dcc0")
        + oval(200, 199, 62, 11, "#b9a545")
        + sprig(204, 252, 0.42, 0, "#6f9a52")
    )
    return sheet(
        slab(0, 0, 400, 400, down("#2f5a45"), 0)
        + oval(200, 196, 142, fill="#3c6d54")
        + oval(200, 196, 142, fill="none", stroke=GOLD, stroke_width=3)
        + dots
        + steam(200, 172, "#f8f1dc")
        + saucer
        + cup
        + sprig(60, 330, 0.95, -16, "#8fb060")
        + sprig(342, 330, 0.95, 16, "#8fb060")
    )


COVERS = {"tea-house-1": spring_hills, "tea-house-2": a_cup_of_tea}
LOGOS = {"tea-house": sign}
