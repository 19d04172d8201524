"""小木匠玩具: for the smallest."""

from drawings import things
from drawings.kit import Shelf, across, around, ball, line, oval, path, put, shadow, slab, tint, words
from drawings.plants import blossom
from drawings.rooms import LITTLE_CARPENTER

shelf = Shelf(LITTLE_CARPENTER)


@shelf.drawing("linen-bear", "#d9bd95", "#93a9ba")
def bear(colour):
    dark, light = tint(colour, -0.2), tint(colour, 0.4)
    ears = "".join(oval(x, 116, 28, 28, ball(colour)) + oval(x, 118, 15, 15, light) for x in (142, 258))
    body = oval(200, 270, 66, 72, ball(colour)) + oval(200, 278, 42, 48, light)
    arms = oval(128, 256, 22, 48, ball(colour), 32) + oval(272, 256, 22, 48, ball(colour), -32)
    legs = "".join(oval(x, 328, 36, 32, ball(colour)) + oval(x, 330, 19, 17, light) for x in (146, 254))
    head = (
        oval(200, 162, 76, 68, ball(colour))
        + oval(200, 184, 34, 26, light)
        + path("M188 172q12-8 24 0q-4 12-12 14q-8-2-12-14z", "#5a3a2a")
    )
    face = (
        line("M200 186v8q-8 8-15 2M200 194q8 8 15 2", "#5a3a2a", 3)
        + line("M162 160q8-8 16 0M222 160q8-8 16 0", "#5a3a2a", 4)
        + oval(148, 184, 12, 8, "#ee9a8a", fill_opacity=0.6)
        + oval(252, 184, 12, 8, "#ee9a8a", fill_opacity=0.6)
    )
    seams = line("M200 96V128M200 230V312", dark, 2, stroke_dasharray="4 6")
    scarf = path("M140 216Q200 250 260 216L264 236Q200 268 136 236z", "#d9574a") + path(
        "M224 240l26 46-22 8-20-46z", "#c34538"
    )
    return shadow(200, 352, 116, 14) + ears + legs + body + arms + seams + scarf + head + face


@shelf.drawing("rattle-drum", "tiger", "child")
def rattle(picture):
    handle = slab(190, 250, 20, 108, across("#b97f4b"), 9) + oval(200, 356, 14, 9, across("#c8473d"))
    cords = (
        line("M118 166Q84 176 74 214M282 166Q316 176 326 214", "#c8473d", 4)
        + oval(72, 224, 14, 14, ball("#c8473d"))
        + oval(328, 224, 14, 14, ball("#c8473d"))
    )
    rim = (
        oval(200, 168, 94, 94, across("#c8322c"))
        + around(20, 87, lambda x, y, _a: oval(200 + x, 168 + y, 3.6, 3.6, "#f2c95c"))
        + oval(200, 168, 79, 79, "#fdf0d4")
    )
    tiger = (
        oval(164, 134, 15, 15, "#ee9a3a")
        + oval(236, 134, 15, 15, "#ee9a3a")
        + oval(200, 172, 54, 48, ball("#f3a64a"))
        + words("王", 200, 144, 22, "#6b3a1c")
        + oval(200, 190, 28, 20, "#fff4e0")
        + oval(180, 166, 6, 7, "#3a2418")
        + oval(220, 166, 6, 7, "#3a2418")
        + path("M192 180h16q-2 9-8 9t-8-9z", "#c8473d")
        + line("M152 170h16M152 182h14M248 170h-16M248 182h-14M192 196q8 7 16 0", "#6b3a1c", 3)
    )
    child = (
        oval(200, 176, 50, 46, ball("#fbd9bd"))
        + path("M182 138q18-26 36 0q-8-6-18-4t-18 4z", "#3a2a24")
        + oval(150, 152, 12, 12, "#3a2a24")
        + oval(250, 152, 12, 12, "#3a2a24")
        + line("M148 164h8M244 164h8", "#c8322c", 6)
        + line("M178 172q6-6 12 0M210 172q6-6 12 0M190 192q10 10 20 0", "#5a3a2a", 3.4)
        + oval(168, 188, 10, 7, "#f28f80", fill_opacity=0.7)
        + oval(232, 188, 10, 7, "#f28f80", fill_opacity=0.7)
        + words("福", 200, 226, 20, "#c8322c")
    )
    return shadow(204, 360, 50, 8) + handle + rim + {"tiger": tiger, "child": child}[picture] + cords


@shelf.drawing("baby-box", "#f4d88a", "#a9d6bd")
def baby_box(colour):
    suit = put(
        path(
            "M-40-50Q0-34 40-50L66-22 48 4 38-6V56Q38 66 28 66H-28Q-38 66-38 56V-6L-48 4-66-22z",
            across("#fffaf0"),
        )
        + line("M-18-46Q0-30 18-46", tint(colour, -0.25), 4)
        + oval(0, -8, 3, 3, colour)
        + oval(0, 10, 3, 3, colour)
        + path("M-12 30C-22 16-6 10 0 20C6 10 22 16 12 30L0 42z", "#f0a0a0"),
        -76,
        -2,
        0.98,
    )
    rattle_ = put(
        oval(0, -34, 28, 28, ball(tint(colour, -0.08)))
        + oval(0, -34, 12, 12, "#fff6e0")
        + slab(-6, -10, 12, 54, across("#e0b27a"), 6)
        + oval(0, 52, 13, 13, "none", stroke="#e0b27a", stroke_width=8),
        40,
        -24,
        1,
        20,
    )
    socks = "".join(
        put(
            path("M-14-30H14V8Q30 14 30 26Q30 34 20 34H-6Q-14 34-14 24z", across("#fffaf0"))
            + slab(-16, -32, 32, 14, colour, 4),
            x,
            58,
            0.9,
        )
        for x in (28, 84)
    )
    ring = put(oval(0, 0, 20, 20, "none", stroke="#f0a0a0", stroke_width=11), 108, -38)
    return (
        things.tray(200, 218, 330, 246, colour, suit + rattle_ + socks + ring, tint(colour, 0.5))
        + put(blossom(0, 0, 15, "#ffffff"), 44, 336)
        + things.card("满月快乐", 318, 338, 96, 46, turn=-8, size=18)
    )
