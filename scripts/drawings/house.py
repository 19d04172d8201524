"""屋里: cups, vases and scents."""

import random

from drawings import things
from drawings.kit import Shelf, across, ball, gleam, line, oval, path, put, shadow, slab, tint, words
from drawings.plants import blossom, leaf
from drawings.rooms import IN_THE_HOUSE

shelf = Shelf(IN_THE_HOUSE)


@shelf.drawing("pinched-mug", "#f3efe6", "#a9cdd0", "#d97f52")
def mug(colour):
    dice = random.Random(3)  # noqa: S311
    dents = "".join(
        oval(x, y, 20, 14, tint(colour, -0.05), -14)
        for x, y in [(146, 222), (196, 240), (160, 280), (222, 278), (232, 216)]
    )
    speckles = "".join(
        oval(dice.randint(122, 256), dice.randint(206, 300), 1.7, 1.4, tint(colour, -0.45)) for _ in range(34)
    )
    foot = path("M119 290Q124 318 150 320H230Q256 318 261 290Q190 308 119 290z", tint(colour, -0.16))
    biscuits = (
        things.plate(84, 344, 96, "#fbf6ec")
        + oval(70, 332, 17, 15, ball("#d9a866"))
        + oval(98, 334, 17, 15, ball("#c98f52"))
    )
    return (
        things.cup(190, 320, 168, 144, colour, "#7a4a2c")
        + foot
        + dents
        + speckles
        + things.steam(190, 148)
        + biscuits
    )


@shelf.drawing("celadon-vase")
def vase():
    body = path(
        "M182 148H218Q214 178 240 200Q272 234 252 290Q244 322 226 326H174Q156 322 148 290Q128 234 160 200Q186 178 182 148z",
        across("#9dbfa6"),
    )
    crackle = line("M150 246q20 8 30-4t34 6 34-8M158 284q24-10 40 2t46-6M176 206q18 8 44 0", "#c6dccb", 2)
    branch = line("M200 152Q196 108 226 72M210 104Q240 100 262 84M204 128Q176 110 160 84", "#6b4a30", 5)
    plum = "".join(
        blossom(x, y, r, "#f3b6bd")
        for x, y, r in [
            (226, 70, 17),
            (262, 82, 15),
            (158, 82, 16),
            (240, 100, 12),
            (182, 112, 11),
            (214, 98, 10),
        ]
    )
    return (
        shadow(206, 326, 70, 13)
        + branch
        + plum
        + body
        + oval(200, 148, 19, 6, "#7fa58a")
        + crackle
        + gleam("M160 220Q142 250 156 290", 8, 0.5)
        + put(blossom(0, 0, 10, "#f3b6bd"), 290, 342)
        + things.book(96, 346, 110, 20, "#b9573f")
    )


@shelf.drawing("double-bowls")
def bowls():
    def magpie(x, wide):
        return put(
            path("M-24 4Q-10-16 10-12Q22-12 26-2L34 0 26 4Q16 16-2 14L-40 26-42 20z", "#2c3550")
            + path("M-4 6Q8 2 18 5Q10 13-2 13z", "#fdf6e6")
            + path("M-18 0Q-12-14 2-8Q-4 4-18 6z", "#4f6ba8"),
            x,
            246,
            0.8,
            wide=wide,
        )

    sticks = put(
        slab(-150, -5, 300, 10, across("#4a2c22"), 5) + slab(100, -5, 50, 10, "#c8322c", 5), 200, 346, 1, -3
    ) + put(
        slab(-150, -5, 300, 10, across("#4a2c22"), 5) + slab(100, -5, 50, 10, "#c8322c", 5), 204, 362, 1, -3
    )
    branch = (
        line("M84 274q20-10 40-6M236 274q20-10 44-4", "#8a5a34", 3)
        + blossom(92, 266, 8, "#e86a6a")
        + blossom(272, 264, 8, "#e86a6a")
    )
    rice = "".join(
        oval(x, y, wide, 18, "#fffdf6")
        for x, y, wide in [(0, 4, 56), (-14, -8, 40), (16, -10, 38), (0, -20, 26)]
    )
    left = things.bowl(118, 318, 164, "#fbf3e4", rice, "#e3d3b8")
    right = things.bowl(284, 318, 164, "#c8322c", rice, "#a02420")
    return left + right + magpie(116, 0.8) + put(magpie(0, -0.8), 284, 0) + branch + sticks


@shelf.drawing("reed-diffuser")
def diffuser():
    reeds = line(
        "M190 190L132 60M196 190L176 46M202 190L222 48M206 190L266 66M198 190L246 84M194 190L152 84",
        "#b9854a",
        5,
    )
    glass = path(
        "M176 172H224V200Q268 212 268 262V300Q268 322 246 322H154Q132 322 132 300V262Q132 212 176 200z",
        "#fdf8ec",
        fill_opacity=0.55,
        stroke="#cdb48c",
        stroke_width=3.5,
    )
    oil = path("M138 262H262V300Q262 316 246 316H154Q138 316 138 300z", across("#e3b765"))
    return (
        shadow(206, 324, 92, 14)
        + reeds
        + oil
        + glass
        + slab(168, 160, 64, 24, across("#8a5a34"), 6)
        + slab(158, 238, 84, 56, "#fffaf0", 4)
        + words("白茶", 200, 266, 24, "#5f4a34")
        + gleam("M148 250V300", 7, 0.6)
        + put(blossom(0, 0, 22, "#ffffff", 6), 316, 336)
        + leaf(328, 340, 40, 20)
    )


@shelf.drawing("thermos", "#e3a9a6", "#7fa9c4", "#4f6f5c")
def thermos(colour):
    body = slab(150, 150, 100, 174, across(colour), 20) + slab(
        150, 196, 100, 5, tint(colour, -0.2), 0, fill_opacity=0.5
    )
    cap = (
        slab(158, 92, 84, 62, across(tint(colour, -0.3)), 12)
        + slab(188, 78, 24, 22, across("#e9e2d6"), 8)
        + line("M238 108Q276 112 272 146T250 176", tint(colour, -0.3), 9)
    )
    mark = oval(200, 252, 26, 26, "none", stroke="#fffaf0", stroke_width=3, stroke_opacity=0.85) + path(
        "M188 262Q188 240 212 238Q212 260 192 264z", "#fffaf0", fill_opacity=0.85
    )
    mug = things.cup(312, 340, 72, 58, "#fbf6ec", "#b9763c", handle=False) + put(
        things.steam(0, 0), 312, 268, 0.6
    )
    return (
        shadow(206, 324, 74, 13)
        + body
        + cap
        + mark
        + gleam("M166 172V300", 9, 0.45)
        + mug
        + oval(92, 338, 26, 25, ball("#f08a2c"))
        + leaf(92, 316, 30, -20)
    )


@shelf.drawing("drip-coffee")
def coffee():
    glass = things.cup(262, 334, 116, 112, "#f6efe2", "#5a321c")
    bag = (
        path("M214 160H310L290 232Q262 246 234 232z", "#fffaf0")
        + path("M222 176H302L288 226Q262 238 236 226z", "#7a4a2c")
        + path("M206 168l-16 42 22 6zM318 168l16 42-22 6z", across("#b9763c"))
    )
    stream = path("M268 96q-4 40-4 90h8q0-50 4-90z", "#dcecee", fill_opacity=0.9)
    box = (
        things.case(112, 320, 128, 150, "#5f4433", lid=0.22)
        + slab(66, 218, 92, 74, "#f3e3c4", 5)
        + path("M112 232c-22 6-22 34 0 44c22-10 22-38 0-44z", "#6b3d22")
        + line("M112 234c-8 14 8 26 0 40", "#f3e3c4", 3)
    )
    beans = things.scatter(
        lambda turn: put(
            oval(0, 0, 13, 9, ball("#6b3d22")) + line("M-11 0q6-4 11 0t11 0", "#3f2214", 2), turn=turn
        ),
        [(60, 348, 1), (92, 356, 1), (170, 352, 0.95), (348, 352, 1)],
    )
    return box + glass + bag + stream + beans
