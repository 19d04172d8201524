"""茶语小铺: flowers, honey and other gifts of the seasons."""

from drawings import things
from drawings.kit import (
    GROUND,
    Shelf,
    across,
    ball,
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
    words,
)
from drawings.plants import blossom, leaf, pot, rose
from drawings.rooms import TEA_HOUSE

shelf = Shelf(TEA_HOUSE)


@shelf.drawing("orchid", "#b85aa6", "#fbf6f2")
def orchid(colour):
    def moth(x, y, size, turn=0):
        side = lambda s: oval(s * 21, -3, 22, 18, ball(colour), s * -14)
        rest = (
            oval(0, -22, 11, 18, ball(tint(colour, -0.05)))
            + oval(-13, 19, 10, 17, ball(tint(colour, -0.05)), 24)
            + oval(13, 19, 10, 17, ball(tint(colour, -0.05)), -24)
        )
        return put(
            rest
            + side(-1)
            + side(1)
            + path("M-8 2Q0-6 8 2Q10 14 0 18Q-10 14-8 2z", "#f0b23c" if colour == "#fbf6f2" else "#f6d06a")
            + oval(0, 2, 4, 4, "#a83250"),
            x,
            y,
            size,
            turn,
        )

    stems = line("M196 256Q176 120 90 96M206 256Q222 140 316 112", "#7d9a55", 6)
    flowers = "".join(
        moth(x, y, s, t)
        for x, y, s, t in [
            (92, 104, 0.78, -10),
            (122, 112, 0.95, -6),
            (154, 138, 1.05, 0),
            (176, 178, 1.1, 6),
            (312, 120, 0.78, 10),
            (278, 124, 0.95, 6),
            (246, 146, 1.05, 0),
            (228, 188, 1.1, -6),
        ]
    )
    leaves = (
        leaf(198, 262, 110, -164, "#5f8f52")
        + leaf(202, 262, 112, -14, "#5f8f52")
        + leaf(200, 262, 84, -128, "#6f9f5f")
        + leaf(202, 262, 80, -50, "#6f9f5f")
    )
    return stems + leaves + flowers + pot(200, 344, 132, 92, "#f3ede2" if colour != "#fbf6f2" else "#7fa3b8")


@shelf.drawing("rose-bouquet", "#c42236", "#ee8fa6", "#f0cfa0")
def roses(colour):
    rows = [(3, 118, 50), (4, 156, 52), (5, 196, 50), (4, 230, 46), (3, 262, 40)]
    heads = "".join(
        rose(200 + (i - (n - 1) / 2) * gap, y, 30, tint(colour, (i + n) % 3 * 0.06 - 0.06))
        for n, y, gap in rows
        for i in range(n)
    )
    greens = "".join(leaf(200, 214, 150, a, "#6f9450") for a in (-164, -140, -112, -68, -40, -16, 196, -16))
    paper = path("M62 176Q116 276 200 270L212 344H186z", down("#3a3338")) + path(
        "M338 176Q284 276 200 270L188 344H216z", down("#4a4248")
    )
    return (
        shadow(204, 356, 84, 11)
        + line("M190 330l-12 26M200 332v26M210 330l12 26", "#5f8347", 6)
        + path("M70 180Q200 60 330 180L212 340H188z", "#efe6dc")
        + greens
        + heads
        + paper
        + things.bow(200, 322, "#d9b165", 1.15)
    )


@shelf.drawing("osmanthus-candle")
def candle():
    glass = (
        path("M118 180H282V300Q282 324 258 324H142Q118 324 118 300z", across("#f3e2c0"))
        + path("M118 180H282V206Q200 220 118 206z", "#fffaf0")
        + oval(200, 180, 82, 14, "#fff6e0")
        + oval(200, 182, 72, 10, "#fdeec8")
    )
    flame = (
        oval(200, 132, 46, 52, "#ffe9a8", fill_opacity=0.55)
        + line("M200 180V160", "#5a3a2a", 4)
        + path("M200 100Q228 138 200 164Q172 138 200 100z", "#f6a53c")
        + path("M200 126Q212 146 200 160Q188 146 200 126z", "#fff0b8")
    )
    flowers = (
        "".join(
            blossom(x, y, r, "#f3b53c", 4, "#fff0c0")
            for x, y, r in [
                (74, 330, 14),
                (96, 346, 12),
                (60, 350, 10),
                (318, 336, 14),
                (338, 350, 11),
                (300, 352, 9),
            ]
        )
        + leaf(330, 330, 46, -30)
        + leaf(70, 318, 42, -140)
    )
    return (
        shadow(206, 326, 106, 14)
        + glass
        + flame
        + slab(146, 226, 108, 68, "#fffaf0", 4)
        + words("桂花", 200, 260, 36, "#a8741c")
        + flowers
        + gleam("M132 212V300", 8, 0.4)
    )


@shelf.drawing("lucky-bag")
def lucky_bag():
    body = path("M144 164Q84 206 84 264Q84 326 150 328H250Q316 326 316 264Q316 206 256 164z", ball("#d23a32"))
    top = path(
        "M134 104Q150 120 168 108Q184 122 200 108Q216 122 232 108Q250 120 266 104Q260 146 250 164H150Q140 146 134 104z",
        across("#e0554a"),
    )
    cord = (
        slab(138, 154, 124, 20, across("#f2c66d"), 9)
        + line("M250 166q30 10 26 42M250 166q10 24 0 48", "#f2c66d", 5)
        + oval(276, 214, 9, 9, ball("#7fb07a"))
        + oval(250, 220, 9, 9, ball("#7fb07a"))
    )
    spice = (
        "".join(put(leaf(0, 0, 36, a, "#8fb060"), 78, 344) for a in (-60, -10))
        + blossom(318, 340, 16, "#f3b6bd")
        + oval(100, 350, 13, 13, ball("#c9935a"))
    )
    return (
        shadow(204, 328, 122, 14)
        + body
        + top
        + cord
        + words("福", 200, 254, 104, "#f8d888")
        + gleam("M110 270Q108 226 140 200", 8, 0.3)
        + spice
    )


@shelf.drawing("honey")
def honey():
    comb = "".join(
        path(
            f"M{x} {y - 17}l15 8.500v17l-15 8.500l-15-8.500v-17z", "#f6c24a", stroke="#d9921f", stroke_width=3
        )
        for x, y in [(72, 322), (102, 322), (87, 348), (117, 348), (57, 348)]
    )
    dipper = put(
        slab(-5, -96, 10, 110, across("#b9814a"), 5)
        + "".join(oval(0, 20 + i * 11, 22 - abs(i - 1.5) * 4, 7, across("#c9935a")) for i in range(4)),
        306,
        262,
        1,
        26,
    ) + path("M286 326q14 18 0 26q-14-8 0-26z", "#eda222")
    bee = put(
        oval(-6, -14, 15, 10, "#ffffff", -30, fill_opacity=0.85)
        + oval(10, -14, 15, 10, "#ffffff", 20, fill_opacity=0.85)
        + oval(0, 0, 22, 15, "#f6c24a")
        + line("M-6-14V14M6-14V14", "#4a2c1c", 5)
        + oval(18, -3, 2.4, 2.4, "#4a2c1c"),
        300,
        120,
    )
    return (
        things.jar(196, GROUND + 6, 168, 206, "#eda222", "#f3e6cb", 0.14)
        + label("槐花蜜", 196, 244, 112, 60, 30, "#fff6dc", "#8a5a14")
        + dipper
        + comb
        + bee
        + line("M268 132q-14 18-30 8", "#8a6a3a", 2.4, stroke_dasharray="2 8")
    )
