"""Leaves, blossoms and what they grow in."""

from drawings.kit import across, around, ball, line, oval, path, put, shadow, slab, tint


def leaf(x, y, length, turn=0, colour="#7fa35c"):
    """From its stalk at x, y to the right, turned clockwise."""
    half = length * 0.3
    blade = f"M0 0Q{length * 0.4} {-half * 1.3} {length} 0Q{length * 0.4} {half * 1.3} 0 0z"
    shade = f"M0 0Q{length * 0.5} {half * 0.2} {length} 0Q{length * 0.4} {half * 1.3} 0 0z"
    vein = line(
        f"M{length * 0.08} 0Q{length * 0.5} {half * 0.2} {length * 0.86} 0",
        tint(colour, 0.35),
        max(1.5, length / 40),
    )
    return put(path(blade, colour) + path(shade, tint(colour, -0.14)) + vein, x, y, turn=turn)


def blossom(x, y, radius, colour, petals=5, heart="#f2c14e", turn=0):
    petal = lambda px, py, a: oval(px, py, radius * 0.52, radius * 0.4, ball(colour), a)
    return put(around(petals, radius * 0.56, petal) + oval(0, 0, radius * 0.26, fill=heart), x, y, turn=turn)


def rose(x, y, radius, colour):
    dark, light = tint(colour, -0.22), tint(colour, 0.22)
    swirl = "M-0.3 0.05Q-0.28-0.36 0.08-0.34Q0.4-0.28 0.34 0.06Q0.24 0.36-0.08 0.3M-0.62-0.02Q-0.56-0.7 0.1-0.68Q0.7-0.6 0.68 0.02M0.62 0.26Q0.4 0.74-0.14 0.68Q-0.5 0.6-0.6 0.28"
    petals = around(6, 0.42, lambda px, py, a: oval(px, py, 0.6, 0.52, colour, a))
    inner = line(swirl, dark, 0.12) + line("M-0.08 0.06Q-0.02-0.14 0.14-0.06", light, 0.12)
    return put(petals + oval(0, 0, 0.84, 0.8, ball(colour)) + inner, x, y, radius)


def pot(x, y, width, height, colour="#c9744f"):
    half, top = width / 2, y - height
    body = f"M{x - half + 6} {top + 16}H{x + half - 6}L{x + half * 0.72} {y - 6}Q{x + half * 0.7} {y} {x + half * 0.6} {y}H{x - half * 0.6}Q{x - half * 0.7} {y} {x - half * 0.72} {y - 6}z"
    return (
        shadow(x + 8, y - 2, half * 1.25)
        + path(body, across(colour))
        + slab(x - half, top, width, 24, across(tint(colour, 0.08)), 5)
        + slab(x - half + 6, top + 24, width - 12, 6, tint(colour, -0.25), 0, fill_opacity=0.5)
    )
