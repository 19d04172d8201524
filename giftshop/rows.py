"""Rows in memory: found by what is unique, or after an UPDATE that went past them."""


def follow(row, columns):
    """`row` after an UPDATE of `columns`; what the database worked out is read again when somebody asks for it."""
    for name, value in columns.items():
        if hasattr(value, "resolve_expression"):
            vars(row).pop(name, None)
        else:
            setattr(row, name, value)


def one(rows):
    """The row of a queryset that has one at most, or None; `first()` would sort it, which costs as much again."""
    try:
        return rows.get()
    except rows.model.DoesNotExist:
        return None
