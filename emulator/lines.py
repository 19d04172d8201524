"""Lines of a bill."""

from .clock import beijing


def yuan(fen):
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02}"


def moment(seconds):
    return f"{beijing(seconds):%Y-%m-%d %H:%M:%S}"


def value(said):
    """A value cannot end its column or its line."""
    return "`" + str(said).replace(",", "\\ ").replace("\r", "").replace("\n", "\\n")


def table(columns, rows):
    """The columns' names, then each row (a dict by column)."""
    return "".join([",".join(columns) + "\n", *(row([said[name] for name in columns]) for said in rows)])


def row(values):
    return ",".join(value(said) for said in values) + "\n"
