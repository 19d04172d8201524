"""The figures, for people and for the file."""

from dataclasses import asdict, dataclass
from statistics import median

from bench import rows


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`figures` and `limits` are gifts, pages or searches a second, in turns; `written` is table → rows of one."""

    name: str
    aim: float
    figures: list[float]
    limits: list[float]
    written: dict[str, float]

    @property
    def figure(self):
        return median(self.figures)

    @property
    def limit(self):
        return median(self.limits)

    @property
    def ratio(self):
        return self.figure / self.limit

    def as_dict(self):
        return asdict(self) | {"figure": self.figure, "limit": self.limit, "ratio": self.ratio}


def compare(name, figure, limit, *, repeat, gifts, aim):
    """Measure `limit()` and `figure()`, each (gifts a second, rows written), in turns, so that drift hits both alike.

    Stops the benchmark when the two do not write the same rows. `gifts` is how many the rows are of.
    """
    figures, limits = [], []
    for _ in range(repeat):
        speed, most = limit()
        limits.append(speed)
        speed, written = figure()
        figures.append(speed)
        rows.refuse_unequal(written, most)
    each = {table: round(count / gifts, 3) for table, count in written.items()}
    return Figure(name=name, aim=aim, figures=figures, limits=limits, written=each)


def line(f):
    return (
        f"{f.name:46}{f.figure:10.1f}{f.limit:10.1f}{f.ratio:8.2f}{f.aim:8.2f}{sum(f.written.values()):11.1f}"
    )


def text(figures, durability):
    lines = [f"{'':46}{'a second':>10}{'limit':>10}{'ratio':>8}{'aim':>8}{'rows':>11}"]
    lines += map(line, figures)
    settings = ", ".join(f"{name} = {value}" for name, value in durability.items())
    return "\n".join([*lines, f"Medians. The server says: {settings}."])
