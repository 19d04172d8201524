"""小木匠玩具: toys of wood."""

from drawings import things
from drawings.kit import GROUND, Shelf, across, ball, line, oval, path, put, shadow, slab, tint, words
from drawings.plants import blossom
from drawings.rooms import LITTLE_CARPENTER

shelf = Shelf(LITTLE_CARPENTER)
WOOD = "#e0b27a"


def grain(x, y, width, colour=WOOD):
    return line(
        f"M{x} {y}q{width / 2} -6 {width} 0M{x + 6} {y + 12}q{width / 2 - 6} -5 {width - 12} 0",
        tint(colour, -0.16),
        2,
        stroke_opacity=0.6,
    )


@shelf.drawing("rainbow-blocks")
def blocks():
    arches = "".join(
        path(
            f"M{200 - r} 262A{r} {r} 0 0 1 {200 + r} 262H{200 + r - 22}A{r - 22} {r - 22} 0 0 0 {200 - r + 22} 262z",
            across(c),
        )
        for r, c in [(122, "#d9574a"), (98, "#ee9a4d"), (74, "#f2c95c"), (50, "#7fb07a")]
    )
    base = (
        slab(76, 264, 76, 54, across("#6fa3c0"), 5)
        + slab(248, 264, 76, 54, across("#b79ac4"), 5)
        + slab(158, 268, 84, 50, across(WOOD), 5)
        + grain(170, 288, 60)
    )
    loose = (
        put(path("M0-38L36 24H-36z", across("#ee9a4d")), 64, 326)
        + put(slab(-26, -26, 52, 52, across("#7fb07a"), 5), 336, 326, 1, 14)
        + oval(284, 344, 20, 20, ball("#d9574a"))
    )
    return (
        shadow(200, GROUND, 150, 16)
        + shadow(66, 350, 44, 7)
        + shadow(336, 352, 44, 7)
        + base
        + arches
        + oval(200, 236, 22, 22, ball("#f6efe0"))
        + loose
    )


@shelf.drawing("toy-train", "#d9574a", "#4f86b5")
def train(colour):
    wheel = lambda x, r: (
        oval(x, 320, r, r, ball("#7b5236"))
        + oval(x, 320, r * 0.5, r * 0.5, "#e6c08a")
        + oval(x, 320, 3, 3, "#7b5236")
    )
    engine = (
        slab(70, 236, 104, 70, across(colour), 12)
        + slab(58, 296, 134, 18, across(WOOD), 6)
        + slab(86, 196, 22, 46, across("#4a3a34"), 5)
        + slab(80, 190, 34, 12, across("#f2c95c"), 5)
        + oval(70, 268, 8, 26, tint(colour, -0.2))
        + slab(132, 176, 62, 130, across(tint(colour, 0.14)), 8)
        + slab(146, 194, 34, 38, "#eaf3f6", 6)
        + slab(122, 166, 82, 16, across(colour), 6)
    )
    smoke = (
        oval(92, 160, 18, 15, "#ffffff", fill_opacity=0.9)
        + oval(70, 132, 14, 12, "#ffffff", fill_opacity=0.8)
        + oval(92, 108, 10, 9, "#ffffff", fill_opacity=0.7)
    )
    wagon = lambda x, c, load: (
        load + slab(x, 252, 84, 52, across(c), 8) + slab(x - 6, 296, 96, 16, across(WOOD), 6)
    )
    rings = (
        oval(260, 244, 26, 10, "#7fb07a")
        + oval(260, 232, 20, 8, "#f2c95c")
        + oval(260, 222, 14, 6, "#ee9a4d")
    )
    bricks = slab(316, 226, 30, 30, across("#b79ac4"), 4) + path("M352 256l18-30 18 30z", across("#7fb07a"))
    cars = wagon(218, "#f2c95c", rings) + wagon(314, "#7fb07a" if colour == "#d9574a" else "#ee9a4d", bricks)
    track = slab(28, 340, 392, 8, "#b98a5f", 4)
    return put(
        track
        + smoke
        + line("M192 304H312", "#7b5236", 5)
        + engine
        + cars
        + "".join(
            wheel(x, r)
            for x, r in [(88, 20), (134, 20), (172, 26), (238, 16), (284, 16), (334, 16), (380, 16)]
        ),
        14,
        58,
        0.82,
    )


@shelf.drawing("rocking-horse")
def rocking_horse():
    rocker = path("M62 318Q200 376 338 318L344 330Q200 394 56 330z", across("#b97f4b"))
    legs = path("M132 250L104 336 126 342 158 260zM256 250L292 336 270 344 232 262z", across("#d9a667"))
    body = path(
        "M118 214Q140 190 200 200T270 190L286 236Q262 272 198 268T122 262Q104 236 118 214z", across(WOOD)
    ) + grain(150, 232, 80)
    neck = path(
        "M246 216Q262 150 296 116Q316 100 326 110L340 138Q352 158 334 170Q318 172 308 160Q292 196 286 236z",
        across(WOOD),
    )
    mane = path("M296 112Q262 130 246 196Q236 212 248 218Q276 176 304 124z", "#c8473d") + path(
        "M120 216Q80 214 72 262Q70 282 82 284Q86 248 124 242z", "#c8473d"
    )
    head = (
        path("M306 116l4-24 14 18z", tint(WOOD, -0.1))
        + oval(316, 132, 4.5, 4.5, "#4a2c1c")
        + line("M332 156q-6 4-12 2", "#8a5a34", 3)
        + line("M300 158Q322 146 338 136", "#4f86b5", 6)
    )
    saddle = (
        path("M168 198Q200 186 238 194L242 238Q204 250 166 240z", across("#4f86b5"))
        + line("M172 232Q204 242 238 230", "#f2c95c", 4)
        + blossom(204, 216, 13, "#f6efe0")
    )
    rod = slab(262, 156, 60, 12, across("#b97f4b"), 6)
    return shadow(200, 372, 130, 12) + rocker + legs + mane + body + neck + rod + head + saddle


@shelf.drawing("zodiac-puzzle")
def puzzle():
    colours = ["#d9574a", "#ee9a4d", "#f2c95c", "#7fb07a", "#6fa3c0", "#b79ac4"]
    board = (
        oval(196, 232, 138, 138, "#5a2d10", fill_opacity=0.16)
        + oval(190, 214, 138, 138, across("#c99a5f"))
        + oval(190, 214, 124, 124, "#f6ead2")
    )
    wedge = path(
        "M0 0L-31-116Q0-124 31-116z", "{}", stroke="#f6ead2", stroke_width=4, stroke_linejoin="round"
    )
    pieces = ""
    for number, animal in enumerate("鼠牛虎兔龙蛇马羊猴鸡狗猪"):
        if animal != "兔":
            piece = wedge.format(across(colours[number % 6])) + words(animal, 0, -88, 26, "#fffaf0")
            pieces += put(piece, 190, 214, turn=number * 30)
    middle = (
        oval(190, 214, 40, 40, across("#c99a5f"))
        + oval(190, 214, 33, 33, "#fdf3dd")
        + words("生肖", 190, 214, 24, "#8a3a2a")
    )
    loose = put(wedge.format(across(colours[3])) + words("兔", 0, -88, 26, "#fffaf0"), 312, 376, 0.8, 14)
    return board + pieces + middle + shadow(318, 366, 34, 6) + loose


@shelf.drawing("tangram")
def tangram():
    board = things.tray(142, 216, 216, 216, "#c99a5f", "", "#f6ead2")
    pieces = "".join(
        path(d, across(c), stroke="#f6ead2", stroke_width=3)
        for d, c in [
            ("M58 132H226L142 216z", "#d9574a"),
            ("M58 132V300L142 216z", "#4f86b5"),
            ("M226 132V216L184 174z", "#f2c95c"),
            ("M184 174L226 216L184 258L142 216z", "#7fb07a"),
            ("M142 216L184 258H100z", "#ee9a4d"),
            ("M226 216V300L184 258z", "#b79ac4"),
            ("M58 300L100 258H184L142 300z", "#6fa99a"),
        ]
    )
    rabbit = (
        path("M300 180L330 150 330 210z", across("#f2c95c"))
        + path("M330 132L344 112 352 150 338 168z", across("#7fb07a"))
        + path("M290 214H340L340 264z", across("#4f86b5"))
        + path("M282 222V296L340 266z", across("#d9574a"))
        + path("M282 300H340L312 272z", across("#ee9a4d"))
        + path("M340 270L366 296H340z", across("#b79ac4"))
    )
    return board + pieces + shadow(322, 304, 54, 8) + rabbit + words("兔", 324, 334, 22, "#8a5a34")
