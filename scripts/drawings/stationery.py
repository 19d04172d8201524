"""一页书店: stationery."""

from drawings import things
from drawings.kit import GROUND, Shelf, across, down, label, line, oval, path, put, shadow, slab, tint, words
from drawings.plants import blossom, leaf
from drawings.rooms import ONE_PAGE

shelf = Shelf(ONE_PAGE)


@shelf.drawing("linen-notebook", "#8aa4b8", "#dcae52", "#8fa886")
def notebook(colour):
    front = things.standing_book(210, GROUND + 4, 178, 232, colour, 18)
    weave = "".join(
        line(f"M{140 + i * 12} 96V318", tint(colour, 0.14), 1.4, stroke_opacity=0.7) for i in range(13)
    ) + "".join(
        line(f"M130 {104 + i * 12}H298", tint(colour, -0.1), 1.2, stroke_opacity=0.5) for i in range(18)
    )
    band = slab(270, 90, 12, 232, tint(colour, -0.35), 2) + label(
        "二〇二七", 200, 160, 92, 40, 17, "#fbf4e4", "#5a4a3c"
    )
    ribbons = (
        path("M156 320v34l6-7 6 7v-34z", "#c8473d")
        + path("M174 320v26l6-7 6 7v-26z", "#e0b25a")
        + path("M192 320v38l6-7 6 7v-38z", "#5f8f92")
    )
    pen = put(
        slab(-84, -7, 140, 14, across("#4a3a34"), 7)
        + path("M56-7L86 0 56 7z", "#d9a95a")
        + slab(-10, -7, 8, 14, "#d9a95a", 0),
        104,
        344,
        1,
        -8,
    )
    return ribbons + front + weave + band + shadow(104, 352, 84, 7) + pen


@shelf.drawing("fountain-pen", "#33343a", "#8a2436", "#2f5f4c")
def pen(colour):
    case = things.tray(200, 216, 330, 172, "#3d3029", "", "#e9dcc4")
    body = (
        slab(-126, -15, 150, 30, across(colour), 14)
        + path("M24-13H58Q66-12 70-8V8Q66 12 58 13H24z", tint(colour, -0.2))
        + slab(18, -15, 9, 30, "#e0b765", 2)
    )
    nib = (
        path("M70-9Q96-9 124 0Q96 9 70 9z", "#e9cb82")
        + line("M84 0H120", "#8a6a2e", 2)
        + oval(86, 0, 3.4, 3.4, "#8a6a2e")
    )
    shine = line("M-112-7H8", "#ffffff", 4, stroke_opacity=0.4)
    cap = (
        slab(-70, -15, 120, 30, across(colour), 14)
        + slab(34, -15, 10, 30, "#e0b765", 2)
        + path("M-56-19H20q8 0 8 5v4H-56z", "#e0b765")
    )
    ink = (
        path("M-36-30H36V22Q36 32 26 32H-26Q-36 32-36 22z", "#cfdde4", fill_opacity=0.9)
        + slab(-30, -14, 60, 40, tint(colour, 0.06), 6)
        + slab(-24, -52, 48, 24, across("#2c2724"), 5)
        + slab(-24, -8, 48, 24, "#fbf4e4", 3)
        + words("墨", 0, 4, 17)
    )
    return (
        case
        + put(body + nib + shine, 196, 190, 1, -5)
        + put(cap, 168, 252, 1, -5)
        + shadow(322, 352, 52, 8)
        + put(ink, 318, 320)
    )


@shelf.drawing("washi-tape")
def tape():
    def roll(x, y, colour, motif):
        side = (
            path("M-46 0V22A46 17 0 0 0 46 22V0z", across(colour))
            + oval(0, 0, 46, 17, tint(colour, 0.25))
            + oval(0, 0, 27, 10, "#b98a5f")
            + oval(0, 3, 24, 8, "#8a6140")
        )
        marks = "".join(put(motif, mx, my, 0.36) for mx, my in [(-32, 22), (-11, 28), (11, 28), (32, 22)])
        return put(side + marks, x, y)

    cherry, dot, maple, snow = (
        blossom(0, 0, 20, "#ffffff"),
        oval(0, 0, 16, 16, "#fdf6e2"),
        leaf(-16, 0, 36, -20, "#f6d08a"),
        line("M-16 0H16M0-16V16M-11-11L11 11M11-11L-11 11", "#ffffff", 6),
    )
    back = "".join(
        roll(130, 250 - i * 27, c, m)
        for i, (c, m) in enumerate(
            [("#f0a3ae", cherry), ("#8fc0a4", dot), ("#d9763f", maple), ("#7fa3cf", snow)]
        )
    )
    more = "".join(
        roll(246, 262 - i * 27, c, m)
        for i, (c, m) in enumerate([("#e8c25a", dot), ("#b79ac4", cherry), ("#6fa9a0", snow)])
    )
    strip = (
        path("M286 318Q330 312 366 330l-6 8 4 8-6 8Q320 336 284 344z", "#f0a3ae")
        + put(cherry, 312, 331, 0.4)
        + put(cherry, 340, 338, 0.4)
    )
    return (
        shadow(136, 288, 62, 10)
        + shadow(252, 300, 62, 10)
        + back
        + more
        + shadow(186, 352, 60, 9)
        + roll(182, 324, "#ef8f6a", maple)
        + strip
    )


@shelf.drawing("solar-terms-calendar")
def calendar():
    stand = path("M96 318H304L316 346H84z", across("#7b5236")) + slab(96, 308, 208, 14, across("#95683f"), 3)
    sheet = (
        slab(116, 92, 168, 220, "#fbf4e4", 6)
        + slab(116, 92, 168, 56, "#c8473d", 6)
        + slab(116, 132, 168, 16, "#c8473d", 0)
    )
    holes = "".join(
        oval(x, 92, 6, 6, "#8a3a2e") + line(f"M{x} 96V80", "#d9a95a", 4) for x in range(136, 280, 18)
    )
    branch = line("M132 284Q180 262 214 212M176 260Q214 262 246 246", "#6b4423", 5)
    flowers = "".join(
        blossom(x, y, r, "#f0a0a8")
        for x, y, r in [
            (214, 208, 17),
            (188, 236, 13),
            (246, 244, 15),
            (160, 268, 12),
            (206, 256, 10),
            (228, 222, 9),
        ]
    )
    return (
        shadow(200, 346, 130, 14)
        + stand
        + sheet
        + holes
        + words("立春", 200, 118, 34, "#fdf0d4")
        + words("二月四日", 160, 172, 18, "#8a6a52")
        + branch
        + flowers
    )


@shelf.drawing("scholars-set")
def scholars():
    paper = path("M52 300L250 268L356 320L150 358z", "#fdf8ec") + line("M150 358L52 300", "#e4d7bc", 3)
    ink = words("静", 214, 306, 50, "#2f2a28")
    stone = (
        path("M60 262Q64 232 122 232T184 262Q184 292 122 292T60 262z", down("#4a4a50"))
        + oval(122, 260, 46, 20, "#2e2e34")
        + oval(118, 256, 26, 8, "#5f6068", fill_opacity=0.7)
    )
    stick = put(
        slab(-12, -56, 24, 78, across("#2a2524"), 4) + words("墨", 0, -22, 15, "#e0b765"), 172, 232, 1, 14
    )
    rest = path("M250 262q14-30 28 0q14-36 30 0q12-24 24 0v18H250z", across("#7fa3b8"))
    brush = put(
        slab(-120, -7, 176, 14, across("#b98a4e"), 7)
        + slab(50, -9, 18, 18, across("#4a2c1c"), 3)
        + path("M68-9Q100-8 122 2Q98 12 68 9z", "#f4ead6")
        + path("M98-4Q112-2 122 2Q110 7 98 5z", "#2f2a28")
        + oval(-122, 0, 5, 5, "#8a3a2e"),
        260,
        232,
        1,
        -16,
    )
    return shadow(204, 356, 160, 12) + paper + ink + shadow(124, 292, 76, 9) + stone + stick + rest + brush
