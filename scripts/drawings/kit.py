"""Paint, paper and light: colours with a soft volume, shadows, backdrops, and the shelf of one shop's drawings."""

import colorsys
import math
import re
from functools import partial

SIDE = 400
GROUND = 318  # where things stand
NEARER = 1.1  # than the backdrop, so that they fill the picture
INK = "#4a2c1c"
SERIF = "'Noto Serif CJK SC', serif"


class Shelf:
    """The drawings of one shop by file name: {"cashews": a function without arguments, "cashews-2": …}."""

    def __init__(self, backdrop):
        self.backdrop, self.drawings = backdrop, {}

    def drawing(self, handle, *looks, first=1):
        """Register a function that draws a product: once, or once for each of its looks, from picture `first` on."""

        def register(draw):
            for number, look in enumerate(looks or [None], start=first):
                name = handle if number == 1 else f"{handle}-{number}"
                self.drawings[name] = draw if look is None else partial(draw, look)
            return draw

        return register

    def svg(self, name):
        return sheet(
            self.backdrop + put(self.drawings[name](), 200 * (1 - NEARER), 306 - GROUND * NEARER, NEARER)
        )


def sheet(body):
    """A whole SVG, with the gradients that `body` asks for by their names."""
    wanted = sorted(set(re.findall(r"url\(#([hvrs])([0-9a-f]{6})\)", body)))
    gradients = "".join(GRADIENTS[kind](f"#{colour}") for kind, colour in wanted)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}">'
        f"<defs>{gradients}</defs>{body}</svg>"
    )


# Colour and light, which comes from the upper left.


def tint(colour, by):
    """Lighter for `by` above 0, up to 1; darker below. What is nearly white turns grey rather than gaudy."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    if by < 0:
        full *= min(1, 0.3 + 3.5 * (1 - light))
    light = light + (1 - light) * by if by > 0 else light * (1 + by)
    parts = colorsys.hls_to_rgb(hue, light, full)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def across(colour):
    """A round body seen from its side."""
    return f"url(#h{colour[1:]})"


def down(colour):
    return f"url(#v{colour[1:]})"


def ball(colour):
    return f"url(#r{colour[1:]})"


def _stops(*stops):
    return "".join(f'<stop offset="{at}" stop-color="{colour}"/>' for at, colour in stops)


def _across(colour):
    stops = _stops((0, tint(colour, 0.1)), (0.25, tint(colour, 0.2)), (0.6, colour), (1, tint(colour, -0.2)))
    return f'<linearGradient id="h{colour[1:]}">{stops}</linearGradient>'


def _down(colour):
    stops = _stops((0, tint(colour, 0.16)), (0.5, colour), (1, tint(colour, -0.14)))
    return f'<linearGradient id="v{colour[1:]}" x2="0" y2="1">{stops}</linearGradient>'


def _ball(colour):
    stops = _stops((0, tint(colour, 0.4)), (0.45, colour), (1, tint(colour, -0.22)))
    return f'<radialGradient id="r{colour[1:]}" cx=".36" cy=".3" r=".78">{stops}</radialGradient>'


def _shade(colour):
    return (
        f'<radialGradient id="s{colour[1:]}"><stop stop-color="{colour}" stop-opacity=".42"/>'
        f'<stop offset=".55" stop-color="{colour}" stop-opacity=".24"/>'
        f'<stop offset="1" stop-color="{colour}" stop-opacity="0"/></radialGradient>'
    )


GRADIENTS = {"h": _across, "v": _down, "r": _ball, "s": _shade}


# Shapes.


def path(d, fill="none", **more):
    attributes = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<path d="{d}" fill="{fill}"{attributes}/>'


def line(d, stroke=INK, width=3, **more):
    return path(d, stroke=stroke, stroke_width=width, stroke_linecap="round", stroke_linejoin="round", **more)


def oval(x, y, rx, ry=None, fill=INK, turn=0, **more):
    attributes = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    turned = f' transform="rotate({turn} {x} {y})"' if turn else ""
    return f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry or rx}" fill="{fill}"{turned}{attributes}/>'


def slab(x, y, width, height, fill, round_=8, **more):
    """A rectangle with soft corners; x, y is its upper left."""
    attributes = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{round_}" fill="{fill}"{attributes}/>'
    )


def put(body, x=0, y=0, size=1, turn=0, wide=None):
    """`body`, drawn around 0, 0, at a place. A `wide` below 0 mirrors it."""
    scale = f"{wide} {size}" if wide is not None else size
    return f'<g transform="translate({x} {y}) rotate({turn}) scale({scale})">{body}</g>'


def shadow(x, y, rx, ry=None, colour="#5a2d10"):
    return oval(x, y, rx, ry or rx * 0.16, f"url(#s{colour[1:]})")


def words(text, x, y, size=26, fill=INK, upright=False, gap=1.16):
    """Text centred on x, y; `upright` sets one character below the other."""
    if upright:
        first = y - (len(text) - 1) * size * gap / 2
        return "".join(words(one, x, first + i * size * gap, size, fill) for i, one in enumerate(text))
    style = f'font-family="{SERIF}" font-weight="700" font-size="{size}" text-anchor="middle"'
    return f'<text x="{x}" y="{y + size * 0.36:.1f}" fill="{fill}" {style}>{text}</text>'


def label(text, x, y, width, height, size=24, fill="#fdf3df", ink=INK, upright=False):
    """A paper label with a thin frame, centred on x, y."""
    left, top = x - width / 2, y - height / 2
    frame = slab(left + 4, top + 4, width - 8, height - 8, "none", 3, stroke=ink, stroke_opacity=0.45)
    return slab(left, top, width, height, fill, 5) + frame + words(text, x, y, size, ink, upright)


def around(count, radius, each, start=0, squash=1):
    """`each(x, y, degrees)` at `count` places on a circle."""
    drawn = []
    for number in range(count):
        degrees = start + 360 * number / count
        angle = math.radians(degrees)
        drawn.append(
            each(round(radius * math.cos(angle), 1), round(radius * squash * math.sin(angle), 1), degrees)
        )
    return "".join(drawn)


def gleam(d, width=7, opacity=0.45):
    return line(d, "#ffffff", width, stroke_opacity=opacity)


# Backdrops: a wall, something light on it, a table.


def backdrop(wall, light, table, motif="circle"):
    shapes = {
        "circle": oval(200, 176, 146, fill=light),
        "arch": path("M74 320V176A126 126 0 0 1 326 176V320z", light),
        "window": slab(64, 40, 128, 124, light, 10)
        + slab(208, 40, 128, 124, light, 10)
        + slab(64, 180, 128, 140, light, 10)
        + slab(208, 180, 128, 140, light, 10),
        "hills": path("M0 230Q90 150 190 206T400 170V330H0z", light) + oval(300, 92, 40, fill=light),
        "wave": path("M0 120Q100 60 200 110T400 90V330H0z", light),
        "beam": path("M120 0H300L400 150V300H60z", light, fill_opacity=0.75),
        "drop": path("M200 20C330 96 352 190 326 320H74C48 190 70 96 200 20z", light),
        "steps": path("M60 330V150H140V96H260V150H340V330z", light),
    }
    edge = tint(table, 0.35)
    return (
        slab(0, 0, SIDE, SIDE, down(wall), 0)
        + shapes[motif]
        + path("M0 284Q200 266 400 284V400H0z", down(table))
        + line("M0 284Q200 266 400 284", edge, 3)
    )
