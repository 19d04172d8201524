"""Rows written, as PostgreSQL counts them: inserts and updates of each table, those of triggers too."""

from django.db import connection


def written():
    """Table → rows written so far, by this session and by those that have ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd FROM pg_stat_user_tables")
        return dict(cursor.fetchall())


def since(before):
    """Table → rows written since `before`, without the tables that nobody wrote to."""
    counts = {name: count - before.get(name, 0) for name, count in written().items()}
    return {name: count for name, count in sorted(counts.items()) if count}


def refuse_unequal(one, other):
    """A ratio of two ways of writing says something only while they write the same: table by table, to the percent."""
    for table in one.keys() | other.keys():
        few, many = sorted([one.get(table, 0), other.get(table, 0)])
        if many - few > many / 100:
            raise SystemExit(f"not the same work: {table} got {few} rows on one side, {many} on the other")
