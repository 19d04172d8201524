"""屋里: for an evening at home."""

from drawings import things
from drawings.kit import Shelf, across, ball, gleam, line, oval, path, put, shadow, slab, tint
from drawings.plants import blossom, leaf
from drawings.rooms import IN_THE_HOUSE

shelf = Shelf(IN_THE_HOUSE)


@shelf.drawing("knit-throw", "#e6d6b8", "#b9573f", "#93a08a")
def throw(colour):
    def fold(y, width, height):
        left, across_, rows = 200 - width / 2, int((width - 30) / 17), int((height - 12) / 14)
        knots = "".join(
            f"M{left + 20 + i * 17} {y + 12 + j * 14}l6 9 6-9" for i in range(across_) for j in range(rows)
        )
        under = slab(left, y + height - 10, width, 14, tint(colour, -0.35), 7, fill_opacity=0.5)
        return under + slab(left, y, width, height, across(colour), 20) + line(knots, tint(colour, -0.13), 4)

    corner = path("M262 244L334 236 342 318Q312 336 280 322z", across(tint(colour, 0.08))) + line(
        "M276 256l6 9 6-9M296 254l6 9 6-9M316 252l6 9 6-9M280 276l6 9 6-9M300 274l6 9 6-9M320 272l6 9 6-9",
        tint(colour, -0.13),
        4,
    )
    tassels = "".join(
        line(f"M{284 + i * 11} {322 - abs(i - 2) * 2}v22", tint(colour, -0.1), 6) for i in range(6)
    )
    branch = line("M72 340Q104 322 132 330", "#8a5a34", 4) + "".join(
        oval(x, y, 13, 12, ball("#fdfaf2")) for x, y in [(72, 336), (98, 324), (120, 338)]
    )
    return (
        shadow(200, 324, 146, 15)
        + fold(250, 252, 70)
        + fold(186, 244, 66)
        + fold(126, 234, 62)
        + tassels
        + corner
        + branch
    )


@shelf.drawing("wedding-quilt")
def quilt():
    stack = (
        slab(60, 262, 280, 58, across("#c8322c"), 26)
        + slab(68, 208, 264, 58, across("#d9483f"), 26)
        + slab(60, 262, 280, 10, "#8f1d1d", 5, fill_opacity=0.35)
    )
    pillow = lambda x: (
        path(
            f"M{x - 62} 150Q{x} 134 {x + 62} 150Q{x + 72} 180 {x + 62} 208Q{x} 218 {x - 62} 208Q{x - 72} 180 {x - 62} 150z",
            across("#b4231f"),
        )
        + line(f"M{x - 50} 160Q{x} 148 {x + 50} 160M{x - 50} 200Q{x} 208 {x + 50} 200", "#f2c66d", 3)
    )
    knot = lambda x: (
        blossom(x, 180, 20, "#f4a0a6", 8)
        + blossom(x, 180, 11, "#fbd0cf", 6)
        + leaf(x + 18, 186, 26, 20, "#d9a441")
        + leaf(x - 18, 186, 26, 160, "#d9a441")
    )
    cloud = line(
        "M92 292q10-16 24-8q6-16 24-8q10-12 22 0q16-2 16 12M222 292q10-16 24-8q6-16 24-8q10-12 22 0q16-2 16 12M96 238q10-14 24-6q6-14 22-6M240 238q10-14 24-6q6-14 22-6",
        "#f2c66d",
        4,
    )
    return (
        shadow(200, 320, 160, 16)
        + stack
        + cloud
        + pillow(132)
        + pillow(268)
        + knot(132)
        + knot(268)
        + things.bow(200, 236, "#f2c66d", 1.2)
    )


@shelf.drawing("yoga-mat", "#d9a3ac", "#93a57a")
def mat(colour):
    flat = path("M90 290H318L336 344H70z", across(tint(colour, 0.1))) + line(
        "M104 318H310M200 290L206 342", tint(colour, 0.4), 3
    )
    roll = path(
        "M44 252A50 50 0 0 1 94 202H256A50 50 0 0 1 306 252A50 50 0 0 1 256 302H94A50 50 0 0 1 44 252z",
        across(colour),
    ) + oval(94, 252, 50, 50, tint(colour, 0.14))
    spiral = line(
        "M94 252a6 6 0 0 1 8 6a12 12 0 0 1-22 4a20 20 0 0 1 16-28a28 28 0 0 1 28 32a38 38 0 0 1-54 26a46 46 0 0 1-16-52",
        tint(colour, -0.2),
        4,
    )
    straps = (
        slab(150, 200, 18, 104, across("#f3ead8"), 3)
        + slab(222, 200, 18, 104, across("#f3ead8"), 3)
        + line("M159 200Q196 130 231 200", "#f3ead8", 9)
    )
    return (
        flat
        + shadow(180, 306, 144, 12)
        + roll
        + spiral
        + straps
        + gleam("M120 216H250", 6, 0.3)
        + put(things.bottle(0, 0, 54, 130, "#cfe3e4", "#8fa886"), 352, 330)
    )


@shelf.drawing("rattan-cat-bed")
def cat_bed():
    basket = path("M70 250Q64 116 200 108T330 250Q334 330 272 336H128Q66 330 70 250z", across("#c9975a"))
    bands = [(142, 78), (166, 104), (190, 117), (214, 125), (238, 129), (262, 129), (286, 124), (310, 112)]
    weave = "".join(
        line(f"M{200 - half} {y}Q200 {y + 22} {200 + half} {y}", "#a8743c", 3) for y, half in bands
    )
    weave += "".join(
        line(f"M{200 + k * 30} 330Q{200 + k * 33} 220 {200 + k * 19} {118 + k * k * 2.4}", "#dcb27a", 3)
        for k in (-3, -2, -1, 0, 1, 2, 3)
    )
    mouth = oval(200, 246, 88, 78, "#4a2c1c") + oval(
        200, 246, 96, 86, "none", stroke="#dcb27a", stroke_width=14
    )
    cushion = path("M118 278Q200 250 282 278Q270 322 200 326Q130 322 118 278z", "#f3ead8")
    cat = (
        path(
            "M152 256L150 208 174 226Q200 216 226 226L250 208 248 256Q250 300 200 302T152 256z",
            ball("#ee9a4d"),
        )
        + path("M156 218l14 12-12 6zM244 218l-14 12 12 6z", "#f8c9a0")
        + line("M172 252q8 8 16 0M212 252q8 8 16 0M200 264v5q-6 7-12 2M200 269q6 7 12 2", "#4a2c1c", 3)
        + path("M195 258h10l-5 6z", "#c8574a")
        + line("M148 262l-22-4M148 270l-22 4M252 262l22-4M252 270l22 4", "#fdf6e6", 2)
        + line("M186 222v12M200 218v16M214 222v12", "#c8702c", 5)
    )
    paws = oval(172, 300, 18, 12, ball("#f6ede0")) + oval(228, 300, 18, 12, ball("#f6ede0"))
    return (
        shadow(200, 338, 136, 14)
        + basket
        + weave
        + mouth
        + cushion
        + cat
        + paws
        + oval(340, 342, 17, 17, ball("#d9574a"))
        + line("M326 336q14 8 28-2M330 350q12-10 24-2", "#f3a090", 2.4)
    )


@shelf.drawing("retro-speaker", "#8a5a38", "#f1e8d8")
def speaker(colour):
    cloth = "#d9c7a4" if colour == "#8a5a38" else "#b7a48a"
    net = "".join(line(f"M{92 + i * 9} 170V300", tint(cloth, -0.14), 1.6) for i in range(15)) + "".join(
        line(f"M86 {176 + i * 9}H224", tint(cloth, -0.14), 1.6) for i in range(14)
    )
    knob = lambda x, y, r: (
        oval(x, y + 3, r, r, "#5a2d10", fill_opacity=0.25)
        + oval(x, y, r, r, ball("#d9b165"))
        + line(f"M{x} {y - r + 4}V{y - r / 3}", "#6b4a1c", 4)
    )
    dial = (
        slab(242, 172, 84, 42, "#fdf3dd", 6)
        + line(
            "M250 204H318M254 198V204M266 194V204M278 198V204M290 194V204M302 198V204M314 194V204",
            "#8a6a4a",
            2,
        )
        + line("M284 178V206", "#c8322c", 3)
    )
    return (
        shadow(204, 324, 158, 14)
        + line("M96 152Q96 100 130 100H270Q304 100 304 152", "#a8693c", 13)
        + slab(56, 146, 288, 172, across(colour), 26)
        + slab(76, 164, 156, 142, cloth, 14)
        + net
        + dial
        + knob(264, 258, 20)
        + knob(310, 258, 14)
        + slab(96, 316, 26, 10, "#4a2c1c", 4)
        + slab(278, 316, 26, 10, "#4a2c1c", 4)
        + line("M348 118q10 10 0 22M362 104q20 24 0 50", "#c8744f", 5)
    )


@shelf.drawing("mushroom-lamp", "#f3e2c0", "#d2433c")
def lamp(colour):
    glow = oval(200, 214, 150, 132, "#fff3c2", fill_opacity=0.55) + oval(
        200, 222, 108, 96, "#ffeaa0", fill_opacity=0.55
    )
    stem = path(
        "M166 214Q178 262 156 310Q156 322 170 322H230Q244 322 244 310Q222 262 234 214z", across("#fdf3dd")
    )
    cap = path("M86 216Q92 96 200 92T314 216Q314 232 200 232T86 216z", ball(colour))
    spots = "".join(
        oval(x, y, rx, ry, "#fffaf0", turn, fill_opacity=0.9)
        for x, y, rx, ry, turn in [
            (150, 148, 19, 15, -24),
            (212, 124, 21, 15, 0),
            (262, 168, 17, 16, 30),
            (192, 180, 15, 12, 0),
            (120, 194, 12, 11, -30),
        ]
    )
    return (
        glow
        + shadow(200, 324, 70, 12)
        + stem
        + oval(200, 222, 92, 13, "#fff0b8")
        + cap
        + spots
        + gleam("M110 186Q118 140 150 118", 7, 0.35)
    )
