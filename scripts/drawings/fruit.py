"""鲜果日记: fruit."""

from drawings import things
from drawings.fruit_kinds import apple, cherry, grapes, orange, peach
from drawings.kit import GROUND, Shelf, across, ball, down, gleam, line, oval, path, put, shadow, slab, words
from drawings.plants import blossom, leaf
from drawings.rooms import FRUIT_DIARY

shelf = Shelf(FRUIT_DIARY)


@shelf.drawing("yangshan-peach")
def peaches():
    return (
        shadow(200, GROUND, 150, 20)
        + put(peach(0.92), 130, 262)
        + put(peach(0.98), 272, 258)
        + put(peach(1.02), 200, 276)
        + put(blossom(0, 0, 20, "#f7b7c0"), 76, 342)
        + put(blossom(0, 0, 15, "#f9c9cf"), 318, 346)
    )


@shelf.drawing("yangshan-peach", first=2)
def peaches_in_their_box():
    cell = lambda x, y: oval(x, y, 52, 52, "#f6e3c6") + put(peach(0.6, leaves=False), x, y)
    cells = "".join(cell(x, y) for y in (-54, 52) for x in (-94, 0, 94))
    return things.tray(200, 218, 322, 240, "#e98f84", cells) + put(
        leaf(0, 0, 60, -30) + leaf(0, 0, 48, 20), 40, 350
    )


@shelf.drawing("cherries")
def cherries():
    stems = line(
        "M110 268Q150 180 208 138M196 276Q196 190 208 138M286 262Q262 180 208 138M152 296Q170 210 208 138M246 300Q232 200 208 138",
        "#6f8a3a",
        5,
    )
    fruit = (
        cherry(110, 284, 38)
        + cherry(288, 280, 38, "#b02238")
        + cherry(198, 286, 38, "#8c1630")
        + cherry(152, 316, 38, "#a81f36")
        + cherry(246, 318, 38)
    )
    return (
        shadow(200, 346, 150, 16)
        + stems
        + leaf(206, 140, 96, -22)
        + leaf(206, 140, 74, 196, "#8fb36a")
        + fruit
    )


@shelf.drawing("cherries", first=2)
def cherries_in_a_bowl():
    each = lambda _turn: cherry(0, 0, 27) + line("M0-22q4-22 20-34", "#6f8a3a", 3.5)
    return (
        things.bowl(200, GROUND + 8, 240, "#f4efe6", things.heap(each, [2, 4, 5], 42, 24), "#d9cfc0")
        + cherry(72, 342, 26)
        + cherry(330, 344, 27, "#b02238")
    )


@shelf.drawing("dandong-strawberry")
def strawberries():
    def berry(size, turn):
        body = path(
            "M0-42C36-50 52-22 40 10C30 40 12 58 0 62C-12 58-30 40-40 10C-52-22-36-50 0-42z", ball("#df3f3f")
        )
        seeds = "".join(
            oval(x, y, 2.6, 4, "#ffd98a")
            for x, y in [
                (-22, -18),
                (0, -20),
                (22, -18),
                (-28, 4),
                (-9, 0),
                (10, 0),
                (28, 4),
                (-17, 22),
                (2, 22),
                (18, 22),
                (-5, 42),
                (8, 42),
            ]
        )
        crown = "".join(leaf(0, -40, 30, a, "#6f9a48") for a in (-170, -130, -90, -50, -10, 40, 140))
        return put(body + seeds + gleam("M-32-14q2-12 10-16", 5, 0.5) + crown, size=size, turn=turn)

    box = path("M62 262H338L318 344Q316 352 306 352H94Q84 352 82 344z", across("#e7c38e")) + slab(
        52, 250, 296, 24, across("#f1d5a6"), 6
    )
    weave = line(
        "M80 296H320M86 322H314M120 276V350M160 276V350M200 276V350M240 276V350M280 276V350", "#cfa468", 2.5
    )
    back = put(berry(0.95, -14), 116, 214) + put(berry(0.95, 8), 200, 204) + put(berry(0.95, 16), 284, 216)
    front = put(berry(1.05, 12), 156, 236) + put(berry(1.05, -10), 244, 238)
    return (
        shadow(200, 350, 150, 16) + back + front + box + weave + put(blossom(0, 0, 20, "#ffffff"), 320, 254)
    )


@shelf.drawing("kate-mango")
def mangoes():
    def mango(colour, turn):
        body = path("M-70 20C-84-30-40-62 12-58C66-54 92-10 72 24C52 56-50 64-70 20z", ball(colour))
        blush = path("M12-58C66-54 92-10 72 24C66-10 44-40 12-58z", "#e8663c", fill_opacity=0.45)
        return put(
            body + blush + gleam("M-48-20q10-20 30-24", 8, 0.45) + line("M-66-10l-14-12", "#7a5230", 6),
            turn=turn,
        )

    half = put(
        path("M-66 0C-60-40 60-40 66 0C50 24-50 24-66 0z", down("#f3a62b"))
        + oval(0, -4, 58, 22, "#fcc648")
        + line("M-44-12L44 6M-50-2L24 14M-24-22L54-4M-38 8L28-24M-8 14L46-18M-52 0L-4-24", "#eaa125", 2.6),
        286,
        318,
    )
    return (
        shadow(190, 320, 150, 18)
        + put(mango("#f5b62f", -18), 190, 228)
        + leaf(126, 196, 84, -150, "#7fa35c")
        + put(mango("#f2c443", 10), 128, 286)
        + shadow(288, 338, 76, 9)
        + half
    )


@shelf.drawing("jelly-orange")
def oranges():
    wedge = "".join(
        path("M0 0L-13-38Q0-46 13-38z", "#fbb04a", transform=f"rotate({a})") for a in range(0, 360, 40)
    )
    cut = (
        oval(0, 0, 52, 50, ball("#f28c1e"))
        + oval(0, 0, 46, 44, "#fff1d6")
        + wedge
        + oval(0, 0, 5, 5, "#fff1d6")
    )
    return (
        shadow(196, 330, 146, 18)
        + orange(128, 262, 54)
        + orange(206, 238, 54, "#f0821a")
        + leaf(212, 196, 66, -28)
        + leaf(208, 196, 50, -150)
        + put(cut, 260, 292)
        + shadow(120, 346, 54, 7)
        + put(
            path("M-46-6A46 40 0 0 0 46-6z", ball("#f28c1e"))
            + path("M-40-6A40 33 0 0 0 40-6z", "#fbb04a")
            + line("M0-6V26M-20-6l6 26M20-6l-6 26", "#fff1d6", 2.5),
            120,
            326,
        )
    )


@shelf.drawing("luochuan-apple")
def apples():
    paper = lambda x, y: oval(x, y, 62, 56, "#fbe3d2")
    cells = (
        paper(-84, 0)
        + put(apple(0.82, word="平"), -84, 0)
        + paper(84, 0)
        + put(apple(0.82, word="安"), 84, 0)
    )
    return (
        things.case(200, GROUND + 22, 330, 96, "#c8322c", lid=0.12)
        + put(cells, 200, 206)
        + slab(44, 246, 312, 88, across("#c8322c"), 8)
        + words("平安喜乐", 200, 288, 32, "#fbe0a8")
        + line("M64 262H336M64 320H336", "#f2c66d", 2.5)
    )


@shelf.drawing("shine-muscat")
def muscat():
    return (
        shadow(196, 336, 124, 18)
        + grapes(196, 160, radius=27)
        + put(oval(0, 0, 24, 26, ball("#b4c95c")) + gleam("M-10-6q2-8 9-10", 4, 0.6), 318, 326)
        + put(oval(0, 0, 21, 23, ball("#c3d66e")), 76, 334)
    )


@shelf.drawing("fruit-basket")
def basket():
    handle = line("M84 262Q88 78 200 78T316 262", "#a8743c", 14) + line(
        "M84 262Q88 78 200 78T316 262", "#d9a866", 5, stroke_dasharray="9 9"
    )
    fruit = (
        orange(118, 240, 42)
        + put(apple(0.74), 280, 232)
        + put(peach(0.72), 200, 214)
        + grapes(242, 214, (3, 4, 3, 2), 13)
        + cherry(158, 258, 20)
        + put(apple(0.5, "#a9c24e"), 160, 216)
    )
    weave = "".join(
        line(f"M{76 + row * 5} {280 + row * 20}H{324 - row * 5}", "#b9854a", 3) for row in range(4)
    )
    ribs = "".join(line(f"M{90 + i * 24} 270L{104 + i * 21} 350", "#b9854a", 3) for i in range(10))
    body = path("M68 258H332L304 346Q300 354 290 354H110Q100 354 96 346z", across("#d9a866"))
    return (
        shadow(200, 354, 140, 14)
        + handle
        + fruit
        + body
        + weave
        + ribs
        + slab(60, 250, 280, 20, across("#e6bd82"), 10)
        + things.bow(200, 262, "#e4574a", 1.1)
    )
