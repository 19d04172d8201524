"""素颜实验室: scents and the bath."""

from drawings import things
from drawings.kit import Shelf, across, ball, gleam, line, oval, path, put, shadow, slab, tint, words
from drawings.plants import blossom, leaf, rose
from drawings.rooms import BARE_SKIN

shelf = Shelf(BARE_SKIN)


@shelf.drawing("rain-perfume")
def perfume():
    glass = (
        slab(112, 166, 176, 156, "#dcebf0", 22)
        + slab(112, 166, 176, 156, "none", 22, stroke="#b9d3dc", stroke_width=3)
        + path("M124 216H276V298Q276 310 264 310H136Q124 310 124 298z", across("#b7d6bd"))
    )
    neck = (
        slab(176, 146, 48, 26, across("#d9c48a"), 4)
        + slab(160, 84, 80, 66, across("#4f6f78"), 12)
        + gleam("M172 96V138", 6, 0.4)
    )
    rain = line(
        "M72 96l-8 22M104 66l-8 22M66 164l-8 22M308 84l-8 22M336 132l-8 22M290 136l-6 16M352 196l-8 22M84 228l-6 16",
        "#9dbfd0",
        5,
    )
    cloud = path(
        "M258 74a18 18 0 0 1 18-24a26 26 0 0 1 48-4a20 20 0 0 1 16 36q-6 6-16 6h-48q-14 0-18-14z",
        "#ffffff",
        fill_opacity=0.9,
    )
    return (
        rain
        + cloud
        + shadow(204, 324, 104, 13)
        + glass
        + neck
        + slab(152, 226, 96, 64, "#fffdf6", 4)
        + words("雨后", 200, 258, 32, "#4f6f78")
        + gleam("M128 186V296", 8, 0.6)
        + blossom(312, 334, 19, "#ffffff")
        + leaf(324, 338, 40, 14)
        + blossom(92, 344, 14, "#ffffff")
    )


@shelf.drawing("rose-soap")
def soap():
    bar = put(
        path(
            "M-96-34H96Q110-34 110-20V30Q110 44 96 44H-96Q-110 44-110 30V-20Q-110-34-96-34z",
            across("#eeb0b4"),
        )
        + path("M-96-34H96Q110-34 110-20V-12H-110V-20Q-110-34-96-34z", tint("#eeb0b4", 0.3))
        + words("玫瑰皂", 0, 14, 34, "#c9747e"),
        196,
        258,
    )
    under = put(
        path(
            "M-96-24H96Q108-24 108-10V24Q108 36 96 36H-96Q-108 36-108 24V-10Q-108-24-96-24z",
            across("#f6dcd6"),
        ),
        206,
        312,
        0.98,
    )
    petals = "".join(
        put(path("M0 0Q14-22 34-8Q30 14 0 0z", ball("#d9607a")), x, y, s, t)
        for x, y, s, t in [(70, 334, 1, 10), (326, 336, 1.1, 150), (300, 352, 0.9, 30), (104, 352, 0.8, -30)]
    )
    bubbles = "".join(
        oval(x, y, r, r, "#ffffff", fill_opacity=0.6)
        + oval(x - r * 0.3, y - r * 0.3, r * 0.22, r * 0.22, "#ffffff")
        for x, y, r in [
            (108, 204, 16),
            (84, 176, 10),
            (290, 196, 20),
            (318, 164, 12),
            (296, 132, 8),
            (132, 156, 8),
        ]
    )
    return (
        shadow(204, 348, 134, 13)
        + under
        + bar
        + rose(232, 186, 34, "#d9607a")
        + leaf(262, 204, 42, 14)
        + leaf(200, 206, 38, 164)
        + bubbles
        + petals
    )


@shelf.drawing("bath-set", "#c9a46c", "#7f9a86")
def bath(colour):
    lotion = put(things.bottle(0, 0, 68, 156, "#fdf6ea", colour), -96, 80)
    salt = put(things.jar(0, 0, 84, 112, "#f3d3cf", colour), -8, 80)
    candle = put(
        slab(-30, -44, 60, 56, across("#fffaf0"), 8)
        + line("M0-44v-10", "#5a3a2a", 3)
        + path("M0-78q12 16 0 24q-12-8 0-24z", "#f6b04a"),
        78,
        68,
    )
    loofah = put(
        slab(-62, -22, 124, 44, across("#e3cfa0"), 22)
        + "".join(
            oval(x, y, 5, 3.4, "#c9b07a")
            for x, y in [(-40, -6), (-20, 6), (0, -8), (18, 8), (40, -4), (-34, 10), (30, -12), (4, 4)]
        ),
        66,
        -44,
        0.92,
        -8,
    )
    return (
        things.tray(200, 224, 324, 232, colour, lotion + salt + candle + loofah, "#fdf6ea")
        + leaf(46, 344, 58, -24, "#a9c2a0")
        + leaf(48, 346, 48, 10, "#a9c2a0")
        + things.card("慢慢来", 318, 346, 88, 44, turn=-7, size=18)
    )
