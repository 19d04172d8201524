"""Rows in memory, after an UPDATE that went past them."""


def follow(row, columns):
    """`row` after an UPDATE of `columns`; what the database worked out is read again when somebody asks for it."""
    for name, value in columns.items():
        if hasattr(value, "resolve_expression"):
            vars(row).pop(name, None)
        else:
            setattr(row, name, value)
