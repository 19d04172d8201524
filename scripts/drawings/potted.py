"""花间: what grows on, and what lasts."""

from drawings.kit import Shelf, across, around, ball, down, gleam, line, oval, path, put, shadow, slab, tint
from drawings.plants import blossom, leaf, pot, rose
from drawings.rooms import AMONG_FLOWERS

shelf = Shelf(AMONG_FLOWERS)


@shelf.drawing("succulent-tray")
def succulents():
    def rosette(x, y, radius, colour):
        ring = lambda count, r, shade, start: around(
            count, radius * r, lambda px, py, a: oval(px, py, radius * 0.34, radius * 0.2, shade, a), start
        )
        return put(
            ring(9, 0.72, tint(colour, -0.16), 0)
            + ring(8, 0.5, colour, 20)
            + ring(6, 0.26, tint(colour, 0.2), 0)
            + oval(0, 0, radius * 0.14, fill=tint(colour, 0.35)),
            x,
            y,
        )

    cactus = (
        slab(278, 168, 38, 90, across("#6f9a6a"), 19)
        + line("M288 182V250M297 176V252M306 182V250", "#a9c79a", 2, stroke_dasharray="2 7")
        + blossom(297, 164, 14, "#f08aa0")
    )
    beads = "".join(
        oval(88 + x, 262 + y, 9, 9, ball("#8fb07a"))
        for x, y in [(0, 0), (-10, 16), (4, 18), (-4, 34), (8, 36), (-12, 50), (2, 54)]
    )
    dish = path("M76 262H324L306 334Q302 344 290 344H110Q98 344 94 334z", across("#b5694a")) + slab(
        68, 252, 264, 24, across("#c67a58"), 9
    )
    return (
        shadow(200, 344, 138, 16)
        + cactus
        + rosette(126, 226, 48, "#8fb59a")
        + rosette(238, 216, 52, "#d99aa0")
        + rosette(182, 190, 38, "#a9c27c")
        + rosette(184, 250, 34, "#b79ac4")
        + rosette(266, 254, 26, "#8fb59a")
        + dish
        + beads
    )


@shelf.drawing("monstera", "#b9b7b0", "#c66f4a")
def monstera(colour):
    def blade(x, y, size, turn):
        heart = path(
            "M0 0C-14-40-66-34-70 14C-72 62-34 98 0 116C34 98 72 62 70 14C66-34 14-40 0 0z", down("#4f8a56")
        )
        holes = "".join(
            path(
                f"M{s * 74} {y0}Q{s * 34} {y0 - 4} {s * 22} {y0 + 8}Q{s * 40} {y0 + 12} {s * 72} {y0 + 14}z",
                "#fdeeea",
            )
            for s in (-1, 1)
            for y0 in (8, 40)
        )
        veins = line("M0 4V104M0 30L-44 20M0 30L44 20M0 62L-40 58M0 62L40 58", "#7fb07a", 2.6)
        return put(heart + holes + veins, x, y, size, turn)

    stems = line(
        "M196 270Q180 190 120 130M202 270Q206 150 210 96M206 270Q232 196 292 150M198 270Q160 230 104 224M204 270Q252 238 306 236",
        "#5f8a4f",
        6,
    )
    leaves = (
        blade(118, 132, 0.72, 48)
        + blade(294, 152, 0.72, -42)
        + blade(210, 78, 0.86, 6)
        + blade(104, 222, 0.5, 70)
        + blade(308, 232, 0.52, -66)
    )
    return stems + leaves + pot(200, 352, 142, 104, colour)


@shelf.drawing("narcissus")
def narcissus():
    def flower(x, y, size):
        return put(
            blossom(0, 0, 25, "#fffdf4", 6, "#fffdf4")
            + oval(0, 0, 10, 10, ball("#f3b92f"))
            + oval(0, 0, 5, 5, "#e08a1f"),
            x,
            y,
            size,
        )

    blades = "".join(
        path(f"M{x} 276Q{x + bend} 190 {x + bend * 1.7} {top}Q{x + bend + 16} 200 {x + 14} 276z", "#6f9a58")
        for x, bend, top in [(132, -24, 132), (158, -10, 104), (188, 4, 92), (214, 12, 108), (244, 24, 130)]
    )
    stems = line("M172 276Q168 180 150 140M204 276Q206 170 208 116M234 276Q244 190 266 150", "#86ad68", 5)
    bulbs = "".join(
        path(f"M{x - 26} 292Q{x - 24} 262 {x} 256Q{x + 24} 262 {x + 26} 292z", ball("#d9b07a"))
        for x in (146, 200, 254)
    )
    dish = path("M84 286H316Q306 340 268 344H132Q94 340 84 286z", across("#7fa3b8")) + slab(
        78, 278, 244, 18, across("#93b5c8"), 9
    )
    flowers = (
        flower(150, 140, 1)
        + flower(124, 162, 0.85)
        + flower(208, 112, 1.05)
        + flower(236, 134, 0.9)
        + flower(186, 142, 0.8)
        + flower(268, 148, 1)
        + flower(286, 176, 0.8)
    )
    waves = line("M112 316q14-8 28 0t28 0t28 0t28 0t28 0", "#e6f0f4", 3)
    return shadow(200, 344, 128, 15) + blades + stems + flowers + bulbs + dish + waves


@shelf.drawing("preserved-rose", "#d0303f", "#4f79c4")
def preserved(colour):
    dome = path("M120 306V176A80 84 0 0 1 280 176V306z", "#ffffff", fill_opacity=0.16)
    stand = slab(100, 302, 200, 30, across("#7a4a2e"), 10) + slab(112, 294, 176, 14, across("#95603c"), 7)
    lights = around(9, 62, lambda px, py, a: oval(px, py, 4, 4, "#ffe9a0"), 0, 0.2)
    petals = put(oval(0, 0, 13, 6, colour, 16), 164, 286) + put(
        oval(0, 0, 11, 6, tint(colour, 0.15), -20), 240, 288
    )
    stem = (
        line("M200 292V206", "#5f8347", 6)
        + leaf(200, 262, 46, -30, "#6f9450")
        + leaf(200, 246, 42, -148, "#6f9450")
    )
    glow = oval(200, 196, 74, 74, "#fff2c4", fill_opacity=0.6)
    return (
        shadow(204, 332, 124, 15)
        + glow
        + stem
        + rose(200, 176, 44, colour)
        + put(lights, 200, 288)
        + petals
        + dome
        + stand
        + gleam("M138 276V184Q140 140 168 122", 8, 0.7)
        + oval(200, 92, 9, 9, ball("#f4efe6"))
    )
