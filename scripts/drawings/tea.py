"""茶语小铺: tea."""

from drawings import things
from drawings.kit import (
    GROUND,
    Shelf,
    across,
    around,
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
    words,
)
from drawings.plants import blossom, leaf
from drawings.rooms import TEA_HOUSE

shelf = Shelf(TEA_HOUSE)


def tea_leaf(x, y, size=1.0, turn=0):
    return put(
        leaf(0, 0, 64, -46, "#8fb060") + leaf(0, 0, 60, -100, "#7fa352") + leaf(0, 0, 34, -72, "#b4cc80"),
        x,
        y,
        size,
        turn,
    )


@shelf.drawing("longjing")
def longjing():
    tin_ = things.tin(186, GROUND + 4, 148, 216, "#5f8f5a", "#3f6b44", 40)
    return (
        tin_
        + label("龙井", 186, 228, 60, 124, 38, "#f8f1dc", "#35573a", upright=True)
        + gleam("M122 164V290", 7, 0.3)
        + tea_leaf(300, 326, 1.15, 20)
        + tea_leaf(84, 344, 0.8, -20)
        + words("明前", 186, 316, 15, "#e3ecc8")
    )


@shelf.drawing("longjing", first=2)
def longjing_in_a_glass():
    glass = path(
        "M128 96H272L258 312Q256 326 242 326H158Q144 326 142 312z",
        "#ffffff",
        fill_opacity=0.5,
        stroke="#cfd9bf",
        stroke_width=3,
    )
    brew = path(
        "M133 136H267L256 308Q254 318 242 318H158Q146 318 144 308z", down("#cfdb7a"), fill_opacity=0.85
    )
    leaves = "".join(
        put(leaf(0, 0, 46, a, "#7fa352") + leaf(0, 0, 42, a + 24, "#93b566"), x, y, s)
        for x, y, a, s in [
            (164, 304, -104, 1),
            (190, 312, -84, 1.1),
            (216, 308, -98, 1),
            (240, 300, -70, 0.9),
            (178, 270, -90, 0.8),
            (228, 256, -110, 0.8),
            (206, 206, -90, 0.7),
            (166, 180, -70, 0.6),
        ]
    )
    return (
        shadow(206, 328, 86, 13)
        + glass
        + brew
        + leaves
        + oval(200, 136, 67, 8, "#e3ebaa")
        + gleam("M146 120L156 296", 8, 0.7)
        + tea_leaf(322, 338, 0.9, 16)
    )


@shelf.drawing("gushu-puer")
def puer():
    wrap = oval(196, 196, 122, 122, ball("#efe4cc")) + around(
        40, 116, lambda x, y, _a: oval(196 + x, 196 + y, 9, 5, "#d9cbaa", fill_opacity=0.6)
    )
    seal = (
        oval(196, 196, 84, 84, "none", stroke="#a83a32", stroke_width=4)
        + words("古树", 196, 172, 44, "#a83a32")
        + words("普洱", 196, 222, 44, "#a83a32")
    )
    cake = (
        oval(304, 312, 66, 24, "#4a2c1c")
        + oval(304, 304, 66, 24, ball("#6b4028"))
        + line("M262 300q20-10 40 0t44 2M270 312q20-8 36 2M290 292q16-4 30 4", "#8a5a3a", 3)
        + oval(304, 302, 12, 5, "#3f2416")
    )
    return shadow(204, GROUND + 6, 118, 14) + wrap + seal + shadow(306, 332, 74, 9) + cake


@shelf.drawing("jasmine-tea")
def jasmine():
    tin_ = things.tin(200, GROUND + 4, 176, 160, "#e9d08a", "#c9a04a", 30)
    flowers = "".join(
        blossom(x, y, r, "#fffef8", 6, "#f2d76a", t) + leaf(x + r * 0.7, y + r * 0.7, 26, 40)
        for x, y, r, t in [
            (82, 326, 25, 0),
            (116, 350, 19, 20),
            (318, 330, 26, 10),
            (286, 352, 18, 0),
            (252, 136, 24, 30),
            (290, 150, 17, 0),
        ]
    )
    return (
        tin_
        + oval(200, 244, 52, 52, "#fdf8e6")
        + words("茉莉", 200, 232, 32, "#8a6a1c")
        + words("花茶", 200, 266, 22, "#b08a34")
        + flowers
    )


@shelf.drawing("jinjunmei")
def jinjunmei():
    case = slab(62, 132, 276, 194, across("#7d1f22"), 10) + slab(76, 146, 248, 166, "#f2dfb8", 6)
    tins = "".join(
        slab(x, 166, 92, 132, across("#a83230"), 10)
        + slab(x, 166, 92, 22, across("#7d1f22"), 8)
        + oval(x + 46, 240, 32, 32, "#f6e3b0")
        + words("骏眉", x + 46, 240, 24, "#7d1f22")
        for x in (96, 212)
    )
    return (
        shadow(200, 326, 152, 15)
        + case
        + tins
        + slab(62, 120, 276, 18, across("#a83230"), 8)
        + things.bow(200, 128, "#e3bf6a", 1.2)
        + line("M84 350q16-14 34 0M290 352q16-14 34 0M180 354q14-12 30 0", "#3f241a", 5)
    )


@shelf.drawing("laobanzhang")
def laobanzhang():
    chest = (
        slab(58, 170, 284, 150, across("#6b4428"), 6)
        + line("M58 208H342M58 246H342M58 284H342", "#523019", 3)
        + slab(46, 128, 308, 50, across("#7d5232"), 8)
    )
    metal = (
        slab(174, 156, 52, 54, across("#d9b165"), 6)
        + oval(200, 184, 7, 7, "#6b4a1c")
        + path("M196 186h8l3 14h-14z", "#6b4a1c")
        + "".join(
            slab(x, y, 30, 30, across("#c99a4a"), 4)
            for x, y in [(46, 128), (324, 128), (58, 290), (312, 290)]
        )
    )
    plate = label("老班章", 200, 258, 136, 52, 32, "#f3e3c4", "#5a2d1a")
    cakes = (
        oval(90, 344, 44, 13, ball("#efe4cc"))
        + oval(90, 338, 44, 13, ball("#f6ecd8"))
        + words("七", 90, 338, 13, "#a83a32")
    )
    return shadow(200, 322, 164, 15) + chest + metal + plate + cakes


@shelf.drawing("gaiwan", "hills", "orchid")
def gaiwan(picture):
    blue = "#3f689c"
    hills = path(
        "M118 246Q150 204 176 236Q200 196 230 234Q258 212 284 244Q270 268 262 276H138Q126 262 118 246z",
        blue,
        fill_opacity=0.28,
    ) + line("M122 246Q150 208 176 238Q202 198 232 236Q258 214 280 244M190 262q10-4 20 0", blue, 3.4)
    orchid = (
        line(
            "M170 284Q168 240 136 222M172 284Q178 236 196 214M174 284Q200 244 236 238M176 284Q210 262 252 262",
            blue,
            4,
        )
        + blossom(196, 210, 12, "#6f93c4", 5, blue)
        + blossom(238, 234, 10, "#6f93c4", 5, blue)
    )
    body = path("M104 206H296Q290 286 232 306H168Q110 286 104 206z", across("#fbfaf4"))
    lid = (
        path("M112 196Q124 148 200 144T288 196z", across("#fbfaf4"))
        + oval(200, 196, 92, 12, "#e6e8e4")
        + slab(180, 122, 40, 24, across("#fbfaf4"), 9)
        + line("M124 184Q200 170 276 184", blue, 3)
    )
    saucer = (
        oval(200, 318, 124, 19, across("#e3e6e2"))
        + oval(200, 312, 124, 19, "#fbfaf4")
        + oval(200, 312, 96, 13, "none", stroke=blue, stroke_width=2.4)
    )
    small = lambda x: (
        path(
            f"M{x - 38} 320H{x + 38}Q{x + 34} 354 {x + 14} 358H{x - 14}Q{x - 34} 354 {x - 38} 320z",
            across("#fbfaf4"),
        )
        + oval(x, 320, 38, 8, "#d9b45c")
        + line(f"M{x - 34} 330Q{x} 340 {x + 34} 330", blue, 2.4)
    )
    return (
        shadow(204, 330, 130, 13)
        + saucer
        + body
        + {"hills": hills, "orchid": orchid}[picture]
        + line("M106 214Q200 230 294 214", blue, 2.6)
        + lid
        + small(68)
        + small(334)
    )
