"""花间: bouquets."""

from drawings import things
from drawings.kit import Shelf, across, around, ball, down, gleam, line, oval, path, put, shadow, slab, tint
from drawings.plants import blossom, leaf
from drawings.rooms import AMONG_FLOWERS

shelf = Shelf(AMONG_FLOWERS)


def wrapped(flowers, paper, ribbon, greens=""):
    """A bouquet: `flowers` above, paper around, a bow below."""
    back = path("M92 190Q200 120 308 190L214 330H186z", tint(paper, -0.08))
    left = path("M84 196Q150 262 200 252L210 336H184z", down(paper))
    right = path("M316 196Q250 262 200 252L190 336H216z", down(tint(paper, -0.1)))
    stems = line("M190 318l-14 36M200 320v38M210 318l14 36", "#6f8f4f", 6)
    return (
        shadow(200, 352, 92, 12)
        + stems
        + back
        + greens
        + flowers
        + left
        + right
        + things.bow(200, 314, ribbon, 1.15)
    )


def tulip(x, y, size, colour, turn=0):
    cup = path("M-26-8C-30-46-14-58-12-62L0-44L12-62C14-58 30-46 26-8C24 16-24 16-26-8z", ball(colour))
    petal = path("M-15-4C-17-34-6-52 0-58C6-52 17-34 15-4C13 14-13 14-15-4z", tint(colour, 0.18))
    return put(cup + petal, x, y, size, turn)


@shelf.drawing("tulip-bouquet", "#ef8fa6", "#f5c544", "#9a6cc0")
def tulips(colour):
    places = [
        (128, 176, -24),
        (168, 142, -10),
        (214, 130, 4),
        (258, 150, 16),
        (284, 184, 28),
        (150, 208, -14),
        (200, 186, 0),
        (246, 206, 14),
    ]
    greens = "".join(leaf(200, 260, 150, a, "#86a95f") for a in (-150, -128, -62, -36, -100, -80))
    return wrapped(
        "".join(tulip(x, y, 0.92, tint(colour, i % 3 * 0.1), turn) for i, (x, y, turn) in enumerate(places)),
        "#f6ead8",
        colour,
        greens,
    )


@shelf.drawing("sunflower-bouquet")
def sunflowers():
    def sunflower(x, y, radius):
        petal = lambda px, py, a: oval(px, py, radius * 0.42, radius * 0.17, "#f3b221", a)
        inner = lambda px, py, a: oval(px, py, radius * 0.34, radius * 0.14, "#f9cf52", a)
        seeds = around(10, radius * 0.3, lambda px, py, a: oval(px, py, 2.2, 2.2, "#9a6434"))
        return put(
            around(16, radius * 0.74, petal)
            + around(16, radius * 0.62, inner, 11)
            + oval(0, 0, radius * 0.5, fill=ball("#5f3820"))
            + seeds,
            x,
            y,
        )

    daisies = (
        blossom(112, 216, 15, "#ffffff", 8)
        + blossom(290, 214, 15, "#ffffff", 8)
        + blossom(200, 112, 13, "#ffffff", 8)
    )
    greens = "".join(leaf(200, 246, 160, a, "#8fae8a") for a in (-158, -138, -44, -22, -112, -70))
    return wrapped(
        sunflower(140, 172, 46)
        + sunflower(262, 170, 46)
        + sunflower(200, 146, 46)
        + sunflower(164, 222, 44)
        + sunflower(240, 222, 44)
        + daisies,
        "#d9b98a",
        "#7f9a5c",
        greens,
    )


@shelf.drawing("carnation-box", "#f2a0a8", "#f3a25c")
def carnations(colour):
    def carnation(x, y, radius, shade):
        frill = around(
            12, radius * 0.78, lambda px, py, a: oval(px, py, radius * 0.32, radius * 0.26, shade, a)
        )
        middle = around(
            8,
            radius * 0.42,
            lambda px, py, a: oval(px, py, radius * 0.32, radius * 0.24, tint(shade, 0.16), a),
            20,
        )
        return put(
            frill
            + oval(0, 0, radius * 0.76, fill=shade)
            + middle
            + around(
                4,
                radius * 0.16,
                lambda px, py, a: oval(px, py, radius * 0.2, radius * 0.15, tint(shade, 0.34), a),
            ),
            x,
            y,
        )

    rows = [(3, 140), (4, 174), (5, 210)]
    flowers = "".join(
        carnation(200 + (i - (n - 1) / 2) * 52, y, 31, tint(colour, -0.1 + (i + n) % 3 * 0.12))
        for n, y in rows
        for i in range(n)
    )
    greens = (
        leaf(92, 200, 54, 200) + leaf(308, 200, 54, -20) + leaf(130, 136, 46, -140) + leaf(272, 136, 46, -40)
    )
    box = path("M88 222H312L298 342Q297 350 288 350H112Q103 350 102 342z", across("#fbf1e4")) + slab(
        82, 214, 236, 24, across(tint(colour, 0.1)), 8
    )
    return shadow(200, 350, 130, 16) + greens + flowers + box + things.bow(200, 280, colour, 1.3)


@shelf.drawing("lily-vase", "#fffdf6", "#f4a9b8")
def lilies(colour):
    def lily(x, y, size, turn):
        petal = lambda px, py, a: put(
            path("M0 0Q26-24 66-4Q70 0 66 4Q26 24 0 0z", ball(colour))
            + line("M6 0H52", tint(colour, -0.14), 2),
            turn=a,
        )
        stamens = around(
            5,
            22,
            lambda px, py, a: line(f"M0 0L{px} {py}", "#b7c07a", 2.4) + oval(px, py, 5, 3, "#c9792f", a),
            30,
        )
        return put(around(6, 1, petal) + oval(0, 0, 8, 8, "#d9dfa4") + stamens, x, y, size, turn)

    bud = lambda x, y, turn: put(
        path("M0 0Q18-20 62-6Q18 16 0 0z", ball(tint(colour, -0.05))), x, y, turn=turn
    )
    stems = line(
        "M196 258Q180 190 140 150M200 258Q204 170 214 120M206 258Q226 200 272 168M198 258Q168 220 112 214",
        "#7d9a55",
        5,
    )
    greens = leaf(192, 236, 70, -160) + leaf(208, 230, 74, -24) + leaf(200, 214, 60, -118)
    vase = path(
        "M160 250H240Q236 280 248 306Q254 348 226 350H174Q146 348 152 306Q164 280 160 250z",
        "#cfe3e4",
        fill_opacity=0.85,
    )
    water = path("M152 304H248Q254 346 226 347H174Q146 346 152 304z", "#a9cdd3", fill_opacity=0.8)
    return (
        shadow(206, 350, 82, 13)
        + stems
        + greens
        + bud(112, 214, -150)
        + bud(214, 124, -60)
        + lily(142, 166, 0.95, 10)
        + lily(264, 176, 0.9, -20)
        + lily(202, 204, 0.95, 40)
        + vase
        + water
        + gleam("M166 266Q172 292 162 318", 6, 0.6)
    )
