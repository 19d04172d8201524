"""果然好仁: nuts."""

from drawings import things
from drawings.kit import GROUND, Shelf, ball, line, oval, path, put, shadow, slab, tint, words
from drawings.nut_kinds import almond, cashew, date, hazelnut, pecan, pine, pistachio, walnut
from drawings.plants import leaf
from drawings.rooms import GOOD_NUTS

shelf = Shelf(GOOD_NUTS)


@shelf.drawing("cashews")
def cashews():
    content = things.heap(cashew, [3, 5, 7], 33, 20, 1.05)
    beside = things.scatter(cashew, [(70, 330, 1), (112, 346, 0.9), (330, 338, 1)])
    return (
        things.bowl(200, GROUND + 8, 230, "#5f7f86", content)
        + beside
        + leaf(322, 322, 58, -38)
        + leaf(322, 324, 50, 8)
    )


@shelf.drawing("cashews", first=2)
def cashews_in_their_jar():
    full = put(things.heap(cashew, [4, 4, 4, 4, 4], 27, 25, 0.9), 200, 290)
    return (
        things.jar(200, GROUND + 6, 170, 236, "#f0d6a4", "#8a5a34")
        + full
        + slab(147, 196, 106, 62, "#fdf3df", 6)
        + words("腰果", 200, 218, 30, "#7a4a22")
        + words("果木炭烤", 200, 244, 14, "#a87440")
        + things.scatter(cashew, [(92, 330, 1), (314, 334, 1.05), (334, 312, 0.8)], 3)
    )


@shelf.drawing("pistachios")
def pistachios():
    bag = things.pouch(166, GROUND + 4, 148, 216, "#7d9a5a", "#5d7a3f")
    mark = (
        oval(166, 216, 48, 48, "#f6efd8")
        + put(pistachio(-18), 166, 206, 1.3)
        + words("开心果", 166, 242, 17, "#4f6a34")
    )
    return bag + mark + put(things.heap(pistachio, [1, 3, 4], 38, 24, 0.95), 288, 336)


@shelf.drawing("pecans")
def pecans():
    heap = things.heap(pecan, [2, 3, 4, 5], 47, 25, 1.02)
    cracked = put(pecan(-20), 308, 338, 1.1) + put(
        oval(0, 0, 25, 11, "#e9c48c") + line("M-22 0H22M-16-5H14M-16 5H14", "#c9975c", 2.4), 92, 338, 1, 14
    )
    cloth = path("M46 300Q120 262 200 268T354 300L372 356Q200 384 28 356z", "#f3ead6") + line(
        "M42 346Q200 372 358 346", "#d8705a", 4, stroke_dasharray="2 10"
    )
    return shadow(200, 350, 180, 20) + cloth + put(heap, 198, 312) + cracked


@shelf.drawing("pine-nuts")
def pine_nuts():
    def scale(x, y):
        outer = path("M-22-6Q0-30 22-6Q18 16 0 18Q-18 16-22-6z", ball("#8a5a34"))
        return put(outer + path("M-8 4Q0-4 8 4Q4 12 0 12Q-4 12-8 4z", "#c9975c"), x, y)

    rows = [(1, 128), (2, 150), (3, 176), (4, 204), (4, 232), (3, 260), (2, 284)]
    cone = "".join(scale(158 + (i - (n - 1) / 2) * 34, y) for n, y in rows for i in range(n))
    nuts = put(things.heap(pine, [2, 3, 4, 5], 29, 17, 1.1), 290, 336)
    needles = line(
        "M180 118L238 78M178 116L214 62M174 116L186 58M170 118L156 62M166 120L128 82", "#6f9058", 5
    )
    return shadow(170, GROUND - 6, 88, 14) + needles + cone + shadow(292, 344, 76, 9) + nuts


@shelf.drawing("nut-chocolate")
def nut_chocolate():
    def truffle(turn):
        return oval(0, 0, 26, 25, ball("#5a3122")) + path(
            "M-16-14q12-8 24-2", "none", stroke="#8a5a44", stroke_width=4
        )

    dust = things.scatter(
        lambda _turn: oval(0, 0, 2.4, 2.4, "#6b4030"),
        [(x * 23 % 300 + 50, 326 + x * 17 % 44, 1) for x in range(24)],
    )
    half = put(
        oval(0, 0, 29, 27, "#4a281c") + oval(0, 0, 23, 21, "#6b3d2b") + almond(-24, "#c98a4e"), 108, 324
    )
    box = things.case(222, GROUND, 176, 108, "#7b3f2e", lid=0.16) + slab(144, 222, 156, 66, "#fdf0da", 6)
    inside = put(things.heap(truffle, [3, 4], 42, 22, 0.95), 222, 206)
    return (
        shadow(222, GROUND, 110, 16)
        + inside
        + box
        + words("巴旦木黑巧", 222, 256, 24, "#5a3122")
        + half
        + put(almond(30), 322, 338)
        + dust
    )


@shelf.drawing("amber-walnuts")
def amber_walnuts():
    def glazed(turn):
        return (
            walnut(turn, "#d98a3a")
            + oval(-8, -9, 6, 4, "#fff1cf", -30, fill_opacity=0.75)
            + oval(6, 4, 2, 2, "#fff6e2")
            + oval(-3, 10, 2, 2, "#fff6e2")
        )

    return (
        things.plate(200, GROUND + 6, 284, "#f3efe4")
        + put(things.heap(glazed, [1, 3, 5, 6], 42, 27, 1.12), 200, 304)
        + put(glazed(40), 82, 350, 0.95)
        + put(glazed(10), 330, 352, 0.9)
    )


@shelf.drawing("walnut-dates")
def walnut_dates():
    def filled(turn):
        return put(
            oval(0, 0, 36, 22, ball("#93341f"))
            + put(walnut(0, "#dcb27a"), 0, -5, 0.82, wide=1.1)
            + path("M-35 3Q0 28 35 3Q30 22 0 22Q-30 22-35 3z", "#a33f26"),
            turn=turn % 24 - 12,
        )

    return (
        things.plate(206, GROUND + 12, 270, "#e8efe8")
        + put(things.heap(filled, [1, 2, 3], 78, 38, 1.08), 206, 302)
        + put(date(-16), 76, 346, 0.95)
        + put(walnut(20), 342, 344, 1.05)
    )


@shelf.drawing("new-year-box", "#c8322c", "#d9a441")
def new_year_box(colour):
    ink = "#f8d888" if colour == "#c8322c" else "#b4231f"
    box = things.case(200, GROUND + 2, 236, 190, colour, lid=0.24)
    child = oval(200, 232, 60, 60, "#fdf0d4") + oval(200, 232, 54, 54, "none", stroke=colour, stroke_width=2)
    knot = path("M200 188L244 232L200 276L156 232z", colour) + words("福", 200, 231, 46, "#f8d888")
    handle = line("M160 134Q160 84 200 84T240 134", tint(colour, -0.3), 9) + line(
        "M160 134Q160 84 200 84T240 134", "#f2c66d", 3
    )
    corners = line("M96 300V270M96 300H126M304 300V270M304 300H274", ink, 3)
    nuts = (
        put(cashew(20), 76, 346)
        + put(walnut(10), 116, 350, 0.85)
        + put(pistachio(-20), 306, 350)
        + put(hazelnut(30), 344, 344, 0.9)
    )
    return handle + box + child + knot + corners + nuts
