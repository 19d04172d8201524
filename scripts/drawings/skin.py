"""素颜实验室: for the face and the hands."""

from drawings.kit import Shelf, across, around, ball, gleam, line, oval, path, put, shadow, slab, tint, words
from drawings.plants import blossom, leaf
from drawings.rooms import BARE_SKIN

shelf = Shelf(BARE_SKIN)


@shelf.drawing("velvet-lipstick", "#b5636a", "#c41f30", "#9a4a32")
def lipstick(colour):
    stick = path("M172 186V116Q172 96 194 84L216 72Q228 70 228 90V186z", across(colour)) + path(
        "M172 122Q196 110 228 96V84Q226 68 212 74L192 85Q172 96 172 116z", tint(colour, 0.22)
    )
    tube = (
        slab(162, 176, 76, 44, across("#e3bf78"), 5)
        + slab(152, 214, 96, 108, across("#3a2c30"), 8)
        + slab(152, 214, 96, 9, "#e3bf78", 2)
    )
    cap = put(
        slab(-44, -66, 88, 118, across("#3a2c30"), 10) + slab(-44, 40, 88, 12, across("#e3bf78"), 3),
        306,
        290,
        0.78,
        78,
    )
    smear = path("M64 338Q94 316 132 326T176 336Q150 352 116 348T64 338z", colour) + gleam(
        "M84 336Q110 324 140 332", 5, 0.35
    )
    return (
        shadow(204, 324, 70, 12)
        + stick
        + tube
        + gleam("M166 232V308", 6, 0.3)
        + shadow(306, 338, 60, 8)
        + cap
        + smear
    )


@shelf.drawing("ceramide-cream")
def cream():
    pot_ = path("M96 226H304V294Q304 322 276 322H124Q96 322 96 294z", across("#fdfaf4")) + slab(
        88, 216, 224, 22, across("#e9dfe2"), 8
    )
    swirl = path(
        "M104 220Q108 176 160 178Q176 140 214 154Q232 160 226 178Q288 172 296 220z", ball("#fffdf6")
    ) + line("M140 204q30-22 60-6t54-8M206 166q12 2 8 14", "#eadfd6", 4)
    lid = put(
        oval(0, 0, 62, 62, ball("#e6c9c2"))
        + oval(0, 0, 52, 52, "none", stroke="#f6e6e0", stroke_width=3)
        + words("素颜", 0, 0, 24, "#8a5a5f"),
        330,
        300,
        0.72,
    )
    return (
        shadow(200, 322, 128, 15)
        + swirl
        + pot_
        + words("神经酰胺", 200, 268, 28, "#8a5a5f")
        + line("M150 292H250", "#d9b3b5", 2)
        + shadow(330, 346, 46, 6)
        + lid
        + leaf(62, 336, 48, -20, "#a9c2a0")
        + leaf(62, 338, 40, 14, "#a9c2a0")
    )


@shelf.drawing("osmanthus-hand-cream")
def hand_cream():
    def tube(x, y, colour, text, turn):
        body = (
            path("M-30-96H30L24 62H-24z", across(colour))
            + slab(-32, -106, 64, 16, tint(colour, -0.12), 3)
            + line(
                "M-24-100V-94M-14-100V-94M-4-100V-94M6-100V-94M16-100V-94M26-100V-94", tint(colour, 0.3), 2
            )
        )
        return put(
            body
            + slab(-22, 60, 44, 34, across("#fffaf0"), 6)
            + words(text, 0, -16, 25, "#fffdf6", upright=True)
            + gleam("M-18-80L-14 46", 5, 0.4),
            x,
            y,
            turn=turn,
        )

    flowers = "".join(
        blossom(x, y, r, "#f3b94a", 4, "#fff0c0")
        for x, y, r in [
            (64, 336, 13),
            (86, 350, 11),
            (48, 352, 10),
            (330, 340, 13),
            (350, 350, 10),
            (310, 354, 10),
        ]
    )
    return (
        shadow(120, 322, 44, 8)
        + shadow(202, 326, 44, 8)
        + shadow(286, 322, 44, 8)
        + tube(114, 224, "#e8b45c", "桂花", -5)
        + tube(284, 224, "#ee9a5c", "橙花", 5)
        + tube(200, 228, "#9dbb9a", "白茶", 0)
        + flowers
    )


@shelf.drawing("sheet-mask")
def mask():
    packet = put(
        slab(-74, -104, 148, 208, across("#8fbfa6"), 8)
        + slab(-74, -104, 148, 20, tint("#8fbfa6", -0.16), 6)
        + oval(0, -8, 46, 56, "#f3faf5")
        + oval(-17, -20, 9, 6, "#8fbfa6")
        + oval(17, -20, 9, 6, "#8fbfa6")
        + oval(0, 18, 13, 6, "#8fbfa6")
        + path("M-4-8L0 4 4-8z", "#8fbfa6")
        + words("积雪草", 0, 74, 22, "#f3faf5"),
        158,
        210,
        1,
        -8,
    )
    behind = put(slab(-74, -104, 148, 208, across("#a9d0ba"), 8), 196, 204, 1, 6)
    face = put(
        path("M0-78C52-78 66-38 62 4C58 52 26 82 0 82C-26 82-58 52-62 4C-66-38-52-78 0-78z", ball("#fffdf8"))
        + oval(-24, -18, 14, 8, "#e9d7dd")
        + oval(24, -18, 14, 8, "#e9d7dd")
        + oval(0, 40, 18, 8, "#e9d7dd")
        + line("M-5 4Q0 14 5 4", "#e9d7dd", 4),
        296,
        254,
        0.86,
        10,
    )
    drops = "".join(
        path(f"M{x} {y}q12 17 0 24q-12-7 0-24z", "#a9d9e6") for x, y in [(330, 150), (304, 128), (352, 182)]
    )
    return (
        shadow(176, 316, 104, 12)
        + behind
        + packet
        + shadow(300, 330, 60, 9)
        + face
        + drops
        + around(5, 20, lambda x, y, a: leaf(84 + x * 0.2, 340 + y * 0.2, 24, a, "#8fb58a"))
    )
