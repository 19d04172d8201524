"""Nuts, one of each, around 0, 0."""

from drawings.kit import ball, line, oval, path, put, tint


def cashew(turn=0, colour="#eccb94"):
    body = "M-24 12C-34-14-8-30 14-20C30-14 32 6 20 10C8 12 12-2 0-2C-10-2-8 10-14 16C-18 18-22 16-24 12z"
    return put(
        path(body, ball(colour)) + line("M-17 3C-14-12 2-16 14-11", tint(colour, 0.45), 3.5), turn=turn
    )


def almond(turn=0, colour="#b9763c"):
    ridges = "M-20-4Q0-12 20-2M-22 4Q0 0 22 3M-18 10Q0 10 18 8"
    return put(
        path("M-28 2C-20-20 14-20 28 0C14 20-20 20-28 2z", ball(colour))
        + line(ridges, tint(colour, -0.25), 1.6),
        turn=turn,
    )


def hazelnut(turn=0, colour="#b5703a"):
    return put(
        oval(0, 0, 17, 17, ball(colour)) + path("M-14-9Q0-22 14-9Q0-2-14-9z", tint(colour, 0.4)), turn=turn
    )


def walnut(turn=0, colour="#c9975c"):
    folds = "M0-19Q6-6 0 0T0 19M-11-14q8 5 2 12t2 14M11-14q-8 5-2 12t-2 14M-19-3q7 3 5 9M19-3q-7 3-5 9"
    return put(oval(0, 0, 23, 21, ball(colour)) + line(folds, tint(colour, -0.3), 2.4), turn=turn)


def pistachio(turn=0, colour="#e9d3a6"):
    shell = path("M-24 4C-20-18 12-20 26-2C18 2-8 2-24 4z", ball(colour)) + path(
        "M-24 4C-8 4 16 4 26-2C22 18-14 22-24 4z", ball(tint(colour, -0.06))
    )
    return put(
        shell
        + path("M-17 3C-6-6 14-7 22-2C12 5-6 8-17 3z", "#9db455")
        + line("M-12 2Q4-3 17-2", "#c6d68b", 2),
        turn=turn,
    )


def pecan(turn=0, colour="#8a4f2a"):
    return put(
        oval(0, 0, 31, 16, ball(colour))
        + line("M-27 0Q0-7 27 0", tint(colour, -0.4), 2.4)
        + line("M-20-7Q0-12 16-9", tint(colour, 0.3), 2),
        turn=turn,
    )


def pine(turn=0, colour="#7d4b2b"):
    return put(
        path("M-15 0C-10-11 8-10 16 0C8 9-10 10-15 0z", ball(colour))
        + path("M-2-7Q8-6 15 0Q8 3 2 0z", "#f3e0b8"),
        turn=turn,
    )


def date(turn=0, colour="#93341f"):
    wrinkles = line("M-20-4q8 3 16 0t16 0M-18 5q8-3 16 0t16 0", tint(colour, -0.3), 2)
    return put(oval(0, 0, 29, 18, ball(colour)) + wrinkles, turn=turn)
