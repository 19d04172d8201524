"""一页书店: books."""

from drawings import things
from drawings.kit import GROUND, Shelf, down, gleam, line, oval, path, put, shadow, slab, words
from drawings.plants import leaf
from drawings.rooms import ONE_PAGE

shelf = Shelf(ONE_PAGE)


@shelf.drawing("bedside-poems")
def poems():
    moon = (
        oval(226, 158, 28, 28, "#f3d48a")
        + path("M150 236Q190 196 226 226T292 216V262H150z", "#4f7a80")
        + path("M150 250Q200 222 292 246V274H150z", "#5f8f92")
    )
    title = slab(160, 118, 44, 150, "#f6ecd4", 3) + words("枕边唐诗", 182, 193, 27, "#2f4a52", upright=True)
    ribbon = path("M262 318V352l8-10 8 10V318z", "#c8473d")
    return (
        things.standing_book(214, GROUND, 180, 236, "#2f5560")
        + moon
        + title
        + ribbon
        + things.book(104, 344, 128, 26, "#b9563f")
        + put(leaf(0, 0, 56, -20) + leaf(0, 0, 44, 24), 48, 316)
    )


@shelf.drawing("bedside-poems", first=2)
def poems_open():
    page = path("M200 196Q120 160 36 190V322Q120 292 200 326z", "#fbf4e4") + path(
        "M200 196Q280 160 364 190V322Q280 292 200 326z", "#f6ecd6"
    )
    poem = "".join(
        words(text, 104 - i * 26 + 40, 256, 15, "#4a3a2c", upright=True, gap=1.2)
        for i, text in enumerate(["床前明月光", "疑是地上霜", "举头望明月", "低头思故乡"])
    )
    note = line(
        "M226 226Q286 206 338 220M228 246Q286 226 338 240M228 266Q286 246 338 260M228 286Q270 272 300 274",
        "#b9a88a",
        3,
    )
    lamp = oval(318, 134, 30, 26, "#ffe7a3", fill_opacity=0.7)
    return (
        shadow(200, 330, 176, 16)
        + path("M30 196V330Q120 300 200 334Q280 300 370 330V196z", "#2f5560")
        + page
        + line("M200 196V326", "#d9c7a4", 3)
        + poem
        + note
        + lamp
        + put(leaf(0, 0, 84, -70, "#8fb07a"), 210, 340, 0.8)
    )


@shelf.drawing("moon-picture-book")
def picture_book():
    sky = slab(112, 96, 176, 214, down("#3f568c"), 4)
    moon = (
        oval(200, 176, 54, 54, "#fbe3a4")
        + oval(182, 162, 10, 10, "#f1d080")
        + oval(222, 190, 7, 7, "#f1d080")
    )
    rabbit = (
        path("M176 250q-6-50 24-52q30 2 24 52z", "#fffaf0")
        + oval(200, 204, 19, 18, "#fffaf0")
        + oval(190, 176, 6, 18, "#fffaf0", -12)
        + oval(210, 176, 6, 18, "#fffaf0", 12)
        + line("M190 204q4 3 7 0M203 204q4 3 7 0M198 211q2 2 4 0", "#5a3a2a", 2)
    )
    hill = path("M112 262Q200 222 288 256V304Q288 310 282 310H118Q112 310 112 304z", "#6f9a6a")
    stars = "".join(
        oval(x, y, 2.6, 2.6, "#fff6d6")
        for x, y in [(134, 122), (262, 130), (150, 210), (272, 196), (240, 112), (128, 172)]
    )
    glow = "".join(
        oval(x, y, 5, 5, "#f6f08a", fill_opacity=0.9)
        for x, y in [(140, 280), (232, 276), (266, 290), (168, 292)]
    )
    return (
        things.standing_book(200, GROUND + 6, 196, 240, "#34497a", 16)
        + sky
        + moon
        + hill
        + rabbit
        + stars
        + glow
        + words("月亮说晚安", 200, 118, 24, "#fbe3a4")
    )


@shelf.drawing("brass-bookmark")
def bookmark():
    def ginkgo(size, turn):
        fan = path(
            "M0 74Q-10 20-88-14Q-70-62-22-60Q-4-58 0-26Q4-58 22-60Q70-62 88-14Q10 20 0 74z", down("#d9a53a")
        )
        veins = line(
            "M0 66L-72-14M0 66L-56-38M0 66L-34-54M0 66L-14-54M0 66L72-14M0 66L56-38M0 66L34-54M0 66L14-54",
            "#f3d68a",
            2.2,
        )
        return put(fan + veins + line("M0 70V128", "#b9842a", 6), size=size, turn=turn)

    tassel = (
        line("M228 292Q262 320 270 300", "#a83a32", 4)
        + path("M264 298h14l4 52h-22z", "#c8473d")
        + line("M267 306l-2 40M271 306v42M275 306l2 40", "#8a2a26", 2)
    )
    under = things.book(200, 352, 290, 40, "#5f7f86") + things.book(192, 314, 250, 28, "#e3d3b4")
    return (
        shadow(200, 352, 170, 14)
        + under
        + put(ginkgo(1.12, 12), 186, 178)
        + tassel
        + gleam("M128 140Q142 120 164 118", 6, 0.6)
    )
