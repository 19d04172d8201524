"""茶语小铺: what is eaten with tea."""

from drawings import things
from drawings.kit import (
    GROUND,
    Shelf,
    across,
    around,
    ball,
    down,
    line,
    oval,
    path,
    put,
    shadow,
    slab,
    tint,
    words,
)
from drawings.nut_kinds import almond, cashew, hazelnut, walnut
from drawings.plants import blossom, leaf, rose
from drawings.rooms import TEA_HOUSE

shelf = Shelf(TEA_HOUSE)


@shelf.drawing("macadamia")
def macadamia():
    nut = lambda turn: put(
        oval(0, 0, 27, 27, ball("#8a5532"))
        + line("M-20-6Q0-14 20-6", "#f0dcb4", 4)
        + oval(-9, -13, 5, 3.4, "#c98f5f", -30),
        turn=turn % 40 - 20,
    )
    opened = put(
        path("M-34 0A34 34 0 0 0 34 0z", ball("#8a5532"))
        + oval(0, 0, 34, 11, "#c98f5f")
        + oval(0, -8, 24, 22, ball("#f6e6c4")),
        92,
        328,
    )
    key = put(
        slab(-44, -6, 60, 12, across("#b9c0c4"), 5)
        + oval(-48, 0, 16, 16, "none", stroke="#b9c0c4", stroke_width=7)
        + path("M16-6h16l8 6-8 6H16z", "#9aa4a9"),
        312,
        346,
        1,
        -14,
    )
    return (
        things.bowl(204, GROUND + 10, 232, "#e3cf9f", things.heap(nut, [2, 4, 5], 43, 25), "#c9ad72")
        + shadow(92, 350, 40, 6)
        + opened
        + key
    )


@shelf.drawing("每日坚果礼盒")
def daily_nuts():
    def bag(x, y, colour, inside, turn):
        return put(
            slab(-34, -56, 68, 112, across(colour), 6)
            + line("M-28-48H28M-28 48H28", tint(colour, 0.4), 3, stroke_dasharray="3 4")
            + oval(0, 6, 24, 24, "#fff8e8")
            + put(inside, 0, 6, 0.7)
            + words("每日", 0, -32, 15, "#fff8e8"),
            x,
            y,
            turn=turn,
        )

    bags = "".join(
        bag(x, y, c, n, t)
        for x, y, c, n, t in [
            (92, 176, "#d9774a", cashew(), -5),
            (164, 166, "#7d9a5a", walnut(), 2),
            (236, 166, "#c9a04a", almond(), -2),
            (308, 176, "#8a6aa0", hazelnut(), 5),
        ]
    )
    box = slab(54, 210, 292, 114, across("#f0dcb4"), 10) + slab(54, 210, 292, 22, tint("#f0dcb4", -0.1), 8)
    return (
        shadow(200, 326, 156, 14)
        + bags
        + box
        + words("每日坚果", 200, 272, 44, "#8a5a24")
        + line("M110 304H290", "#c99a4a", 3)
        + oval(72, 346, 9, 9, ball("#5a5aa0"))
        + oval(92, 352, 9, 9, ball("#6a6ab0"))
        + oval(326, 348, 9, 9, ball("#b03048"))
    )


@shelf.drawing("flower-cake")
def flower_cake():
    cake = lambda x, y, s=1.0: put(
        path("M-58-8V16A58 24 0 0 0 58 16V-8z", across("#e3b878"))
        + oval(0, -8, 58, 24, ball("#f6dca8"))
        + blossom(0, -9, 15, "#c8505f", 6, "#c8505f"),
        x,
        y,
        s,
    )
    half = put(
        path("M-58 0A58 24 0 0 1 58 0V22Q0 34-58 22z", across("#e9c48a"))
        + path("M-52 6Q0 22 52 6V18Q0 30-52 18z", "#a8324a")
        + "".join(oval(x, 14 + abs(x) * -0.06, 6, 3, "#d9607a") for x in (-36, -18, 0, 18, 36)),
        296,
        322,
    )
    return (
        things.plate(186, GROUND + 14, 268, "#eef3ee")
        + cake(124, 296)
        + cake(236, 290)
        + cake(178, 262)
        + cake(178, 214, 0.98)
        + shadow(296, 350, 62, 7)
        + half
        + rose(82, 344, 19, "#d9405f")
        + leaf(98, 350, 34, 10)
    )


@shelf.drawing("mung-bean-cake")
def mung_bean_cake():
    def cake(x, y, colour):
        return put(
            slab(-40, -6, 80, 40, across(tint(colour, -0.1)), 8)
            + slab(-40, -36, 80, 60, down(colour), 12)
            + around(6, 15, lambda px, py, a: oval(px, py - 6, 8, 5, tint(colour, -0.16), a))
            + oval(0, -6, 6, 5, tint(colour, -0.22)),
            x,
            y,
        )

    cakes = "".join(
        cake(x, y, c)
        for y, row in [(214, ["#dfe0a0", "#f0d68a", "#b7c98a"]), (276, ["#f0d68a", "#b7c98a", "#dfe0a0"])]
        for x, c in zip((108, 200, 292), row, strict=True)
    )
    board = path("M36 304L64 176H336L364 304z", down("#b98a5a")) + slab(
        36, 302, 328, 20, across("#95683f"), 6
    )
    return (
        shadow(200, 324, 172, 14)
        + board
        + cakes
        + put(things.cup(0, 0, 66, 50, "#f6f3e8", "#c3cf6a", handle=False), 322, 356)
        + "".join(
            oval(x, y, 6, 5, ball("#7d9a4a"))
            for x, y in [(60, 346), (78, 352), (92, 344), (70, 358), (108, 354)]
        )
    )


@shelf.drawing("mooncake", "#7d2436", "#2f4a7a")
def mooncakes(colour):
    def mooncake(x, y, word):
        scallop = around(12, 37, lambda px, py, _a: oval(px, py, 12, 12, "#c9853a"))
        return put(
            scallop
            + oval(0, 0, 40, 40, ball("#dc9d4e"))
            + oval(0, 0, 31, 31, "none", stroke="#b9742c", stroke_width=2.6)
            + words(word, 0, 0, 30, "#a8642a"),
            x,
            y,
        )

    cells = "".join(
        mooncake(x, y, w)
        for (x, y), w in zip(
            [(-92, -50), (0, -50), (92, -50), (-92, 48), (0, 48), (92, 48)],
            "花好月圆人圆" if colour == "#7d2436" else "月满西楼人归",
            strict=True,
        )
    )
    cut = put(
        path("M0 0L-44-20A48 48 0 0 0-40 34z", ball("#dc9d4e"))
        + path("M-2 2L-38-13A40 40 0 0 0-35 27z", "#7a4a24")
        + oval(-26, 6, 12, 12, ball("#f6a02c")),
        352,
        336,
        0.9,
    )
    return (
        things.tray(200, 208, 318, 228, colour, cells, tint(colour, 0.72))
        + things.card("中秋", 74, 338, 84, 46, "#fdf0d4", turn=-8, size=24)
        + blossom(300, 350, 10, "#f3b53c", 4, "#fff0c0")
        + blossom(278, 344, 8, "#f3b53c", 4, "#fff0c0")
        + cut
    )
