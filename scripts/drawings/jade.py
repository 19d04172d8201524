"""玉满堂首饰与课堂: jewellery and lessons, which cannot be given, and two things that can."""

from drawings.kit import (
    Shelf,
    across,
    around,
    ball,
    down,
    gleam,
    line,
    oval,
    path,
    put,
    shadow,
    slab,
    tint,
    words,
)
from drawings.plants import blossom, leaf
from drawings.rooms import JADE_HALL
from drawings.things import cup, steam

shelf = Shelf(JADE_HALL)


def cushion(colour="#5a4a6a"):
    return (
        shadow(200, 330, 150, 14)
        + path("M60 268Q200 240 340 268Q356 300 340 326Q200 350 60 326Q44 300 60 268z", across(colour))
        + line("M70 276Q200 252 330 276", tint(colour, 0.3), 3)
    )


@shelf.drawing("pingan-necklace")
def necklace():
    cord = line("M120 60Q108 160 196 190M280 60Q292 160 204 190", "#8a2f2a", 6) + oval(
        200, 188, 10, 10, ball("#d9b165")
    )
    ring = (
        oval(200, 252, 64, 64, ball("#9cc4a0"))
        + oval(200, 252, 22, 22, "#c6bccb")
        + oval(200, 252, 22, 22, "none", stroke="#7fa688", stroke_width=4)
        + gleam("M152 240Q160 204 192 198", 8, 0.6)
    )
    return (
        shadow(206, 322, 70, 10)
        + cord
        + line("M200 198V232", "#8a2f2a", 6)
        + ring
        + line("M180 286q16 8 34 2", "#c9e0c6", 3)
    )


@shelf.drawing("pearl-earrings", "#f6f1ea", "#f3c9c6")
def pearls(colour):
    card = slab(104, 78, 192, 236, across("#fdf9f2"), 10) + line("M120 94H280V298H120z", "#d9c9d2", 2)
    stud = lambda x: (
        oval(x, 178, 9, 9, ball("#d9d9de"))
        + line(f"M{x} 186V206", "#b9b9c2", 4)
        + oval(x, 240, 34, 34, ball(colour))
        + oval(x, 240, 34, 34, "none", stroke=tint(colour, -0.16), stroke_width=2)
        + oval(x - 11, 228, 8, 6, "#ffffff")
    )
    return (
        shadow(204, 316, 108, 12) + card + words("淡水珍珠", 200, 124, 22, "#8a6a7a") + stud(156) + stud(244)
    )


@shelf.drawing("silver-bracelet")
def bracelet():
    links = around(
        22,
        1,
        lambda x, y, a: put(
            oval(0, 0, 15, 9, "none", stroke="#b4bbc6", stroke_width=6)
            + line("M-10-5Q0-10 10-5", "#eef1f5", 2),
            200 + x * 118,
            226 + y * 62,
            turn=a + 90,
        ),
    )
    charm = (
        line("M200 288V300", "#b4bbc6", 4)
        + oval(200, 316, 19, 19, ball("#d3d8e0"))
        + words("福", 200, 316, 20, "#8a929e")
    )
    return cushion() + links + charm


@shelf.drawing("moissanite-ring")
def ring():
    band = oval(200, 250, 72, 72, "none", stroke="#c3c9d2", stroke_width=15) + line(
        "M140 214A72 72 0 0 0 134 276", "#eef1f5", 4
    )
    stone = (
        path("M150 128L170 98H230L250 128L200 190z", "#cfe6f2")
        + path("M150 128H250L200 190z", "#b4d6e8")
        + path("M170 98L184 128H216L230 98z", "#e9f6fb")
        + path("M184 128L200 190L216 128z", "#dcf0f8")
        + line(
            "M150 128L170 98H230L250 128L200 190zM150 128H250M170 98L184 128L200 190L216 128L230 98",
            "#8fb9d0",
            2.4,
        )
    )
    shine = line("M262 84v24M250 96h24M136 92v14M129 99h14M276 150v12M270 156h12", "#ffffff", 4)
    return (
        shadow(204, 326, 76, 11)
        + band
        + path("M176 176L200 196 224 176 216 196H184z", "#aeb6c2")
        + stone
        + shine
    )


@shelf.drawing("tea-course")
def course():
    screen = slab(62, 92, 276, 182, across("#3a4a52"), 12) + slab(74, 104, 252, 158, down("#7fa08a"), 4)
    scene = (
        path("M128 194H228Q224 236 200 242H156Q132 236 128 194z", across("#fbfaf4"))
        + line("M226 204q24 0 20 18t-26 14", "#fbfaf4", 8)
        + oval(178, 194, 50, 9, "#d9b45c")
        + put(steam(0, 0), 178, 184, 0.7)
    )
    play = oval(268, 182, 32, 32, "#fffaf0", fill_opacity=0.92) + path("M259 166L286 182 259 198z", "#c8473d")
    bar = (
        line("M90 250H310", "#fffaf0", 5, stroke_opacity=0.6)
        + line("M90 250H180", "#f2c66d", 5)
        + oval(180, 250, 7, 7, "#f2c66d")
    )
    return (
        shadow(204, 328, 120, 12)
        + slab(176, 272, 48, 38, across("#5a6a72"), 2)
        + slab(128, 306, 144, 18, across("#3a4a52"), 8)
        + screen
        + scene
        + play
        + bar
        + cup(336, 350, 66, 50, "#fbfaf4", "#c9983c", handle=False)
    )


@shelf.drawing("flower-class")
def lesson():
    vase = path("M152 214H248L236 320Q234 328 224 328H176Q166 328 164 320z", across("#8fb3b8")) + line(
        "M158 246H242", "#c6dde0", 4
    )
    stems = line(
        "M190 216Q176 160 140 132M200 216V118M210 216Q230 160 268 134M196 216Q160 196 112 194M206 216Q246 196 292 200",
        "#6f9450",
        5,
    )
    flowers = (
        blossom(140, 126, 32, "#ee8fa0", 7)
        + blossom(200, 104, 34, "#f3b94a", 8, "#a8642a")
        + blossom(268, 128, 32, "#b79ac4", 7)
        + blossom(110, 192, 22, "#fbf3ea", 6)
        + blossom(294, 198, 22, "#fbf3ea", 6)
        + leaf(196, 176, 50, -160)
        + leaf(206, 180, 50, -22)
    )
    scissors = put(
        line("M-50-18L40 16M-50 18L40-16", "#b4bbc6", 9)
        + oval(-62, -22, 15, 12, "none", stroke="#c8473d", stroke_width=8)
        + oval(-62, 22, 15, 12, "none", stroke="#c8473d", stroke_width=8)
        + oval(0, 0, 5, 5, "#6b7280"),
        320,
        338,
        0.8,
        12,
    )
    clippings = leaf(66, 344, 36, -14) + blossom(108, 348, 12, "#ee8fa0", 6)
    return shadow(204, 330, 74, 11) + stems + flowers + vase + scissors + clippings


@shelf.drawing("jewellery-box", "#7d2440", "#2f5a4a")
def jewellery_box(colour):
    lid = (
        path("M84 214L104 96Q106 86 116 86H284Q294 86 296 96L316 214z", across(tint(colour, -0.08)))
        + path("M108 206L122 108H278L292 206z", "#dfe9ee")
        + line("M140 196L176 118M164 200L190 144", "#ffffff", 9, stroke_opacity=0.7)
    )
    box = (
        slab(70, 212, 260, 112, across(colour), 12)
        + slab(70, 212, 260, 26, tint(colour, 0.14), 10)
        + line("M70 272H330", tint(colour, -0.3), 3)
        + oval(200, 298, 10, 10, ball("#e3bf6a"))
        + oval(200, 250, 9, 9, ball("#e3bf6a"))
    )
    rolls = (
        "".join(oval(x, 214, 20, 9, tint(colour, 0.3)) for x in (112, 156, 200, 244, 288))
        + oval(156, 206, 11, 10, "none", stroke="#e3bf6a", stroke_width=4)
        + oval(244, 206, 11, 10, "none", stroke="#e3bf6a", stroke_width=4)
        + oval(244, 196, 5, 5, "#cfe6f2")
    )
    return shadow(204, 326, 142, 14) + lid + box + rolls


@shelf.drawing("silk-scarf", "camellia", "porcelain")
def scarf(picture):
    ground, ink, heart = {
        "camellia": ("#e4674f", "#fbe6d6", "#c23a32"),
        "porcelain": ("#f4f4ef", "#4f78ad", "#8fb0d6"),
    }[picture]
    edge = (
        "M-108-104Q-54-114 0-106T108-106Q116-52 108 0T106 108Q54 116 0 108T-106 108Q-116 54-108 0T-108-104z"
    )
    border = "M-92-90H92V92H-92z"
    flowers = "".join(
        blossom(x, y, r, ink, 6, heart, t)
        for x, y, r, t in [
            (-46, -44, 30, 0),
            (46, -48, 26, 20),
            (-52, 44, 25, 10),
            (0, 4, 20, 0),
            (-4, 66, 16, 30),
            (62, 8, 17, 12),
        ]
    )
    sprigs = line("M-18-30q14 8 20 18M-22 22q-14 4-20 10M22 18q18 0 30-4M10 40q2 10-6 18", ink, 3)
    folded = path("M106 108Q60 116 26 109L108 28Q112 68 106 108z", "#5a2d10", fill_opacity=0.18) + path(
        "M28 108Q40 60 34 34Q76 40 108 28z", across(tint(ground, 0.18))
    )
    cloth = (
        path(edge, across(ground))
        + path(border, "none", stroke=ink, stroke_width=5)
        + path("M-100-98H100V100H-100z", "none", stroke=ink, stroke_width=2)
    )
    return shadow(204, 330, 140, 15) + put(cloth + flowers + sprigs + folded, 200, 206, 1.02, -8)
